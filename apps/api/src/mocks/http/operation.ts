import type { Conversation } from '../answer/conversation.js';
import type { Digest } from '../answer/digest.js';
import type { MockAnswer } from '../answer/mock-answer.js';

/** What an answer is written from. */
export interface Written {
  readonly conversation: Conversation;
  readonly answer: MockAnswer;
  readonly digest: Digest;
  /** The request as it was read, for what only this provider knows of. */
  readonly body: Readonly<Record<string, unknown>>;
  /** True where the request asks for arguments that are no JSON. */
  readonly invalidJson: boolean;
}

/** An operation that answers a conversation, as one provider words it. */
export interface ConversationOperation {
  /** Reads a request. Throws a MockRefusal for one that the provider would refuse. */
  read(body: unknown, parameters: Readonly<Record<string, string>>): Conversation;
  /** Whether the request wants a stream of events; `query` as it came. */
  streams(body: Readonly<Record<string, unknown>>, query: Readonly<Record<string, unknown>>): boolean;
  /** The whole answer. */
  write(written: Written): object;
  /** The pieces of the stream, each as it goes over the wire and made when it does. */
  stream(written: Written, query: Readonly<Record<string, unknown>>): Iterable<string>;
  /** The stream's media type. */
  streamType(query: Readonly<Record<string, unknown>>): string;
}
