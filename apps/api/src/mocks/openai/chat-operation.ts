import type { ConversationOperation } from '../http/operation.js';
import { streamChat, writeChat } from './chat-answer.js';
import { readChat } from './chat-request.js';

/** POST …/chat/completions */
export const CHAT: ConversationOperation = {
  read: readChat,
  streams: ({ stream }) => stream === true,
  write: writeChat,
  stream: streamChat,
  streamType: () => 'text/event-stream; charset=utf-8',
};
