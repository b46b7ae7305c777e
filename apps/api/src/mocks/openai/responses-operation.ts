import type { ConversationOperation } from '../http/operation.js';
import { CHAT } from './chat-operation.js';
import { streamResponse, writeResponse } from './responses-answer.js';
import { readResponse } from './responses-request.js';

/** POST …/responses */
export const RESPONSES: ConversationOperation = {
  ...CHAT,
  read: readResponse,
  write: writeResponse,
  stream: streamResponse,
};
