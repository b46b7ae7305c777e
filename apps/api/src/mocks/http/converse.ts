import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { composeAnswer } from '../answer/compose-answer.js';
import { Digest } from '../answer/digest.js';
import type { MockAnswer } from '../answer/mock-answer.js';
import type { SchemaInstances } from '../schema/schema-instances.js';
import { brokenJson } from './event-stream.js';
import { faultFirst } from './fault-first.js';
import { bodyFields } from './fields.js';
import { bytesOf } from './mock-body.js';
import type { ConversationOperation } from './operation.js';

type Query = Readonly<Record<string, unknown>>;

/** Answers a conversation: reads it, does wrong what it asks to be done wrong, and writes or streams the answer. */
export async function converse(
  operation: ConversationOperation,
  instances: SchemaInstances,
  request: FastifyRequest,
  reply: FastifyReply,
  parameters: Readonly<Record<string, string>> = {},
): Promise<FastifyReply> {
  const body = bodyFields(request.body);
  const query = request.query as Query;
  const conversation = operation.read(body, parameters);
  const fault = await faultFirst(request, reply, conversation.model);

  const digest = new Digest(pathOf(request), bytesOf(request));
  const composed = await composeAnswer(conversation, digest, instances);
  const invalidJson = fault?.kind === 'invalid-json';
  const answer = invalidJson && conversation.format !== 'text' ? withBrokenText(composed) : composed;
  const written = { conversation, answer, digest, body, invalidJson };

  const cut = fault?.kind === 'cut';
  if (operation.streams(body, query)) {
    const events = (): Iterable<string> => operation.stream(written, query);
    return reply
      .type(operation.streamType(query))
      .header('x-accel-buffering', 'no')
      .send(Readable.from(cut ? firstHalf(events) : events()));
  }
  const text = JSON.stringify(operation.write(written));
  reply.type('application/json');
  if (!cut) return reply.send(text);
  const half = text.length >> 1;
  return reply
    .header('content-length', Buffer.byteLength(text))
    .send(Readable.from(firstHalf(() => [text.slice(0, half), text.slice(half)])));
}

/** Half of the pieces and then an error, at which the connection is closed; made anew, not kept, to count them. */
function* firstHalf(pieces: () => Iterable<string>): Generator<string> {
  let count = 0;
  for (const _ of pieces()) count += 1;
  let left = Math.ceil(count / 2);
  for (const piece of pieces()) {
    if (left-- === 0) break;
    yield piece;
  }
  throw new Error('cut, as the request asked');
}

/** An answer whose text was to be JSON, and is not. */
function withBrokenText(answer: MockAnswer): MockAnswer {
  const { content } = answer;
  return 'text' in content ? { ...answer, content: { text: brokenJson(content.text) } } : answer;
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?')[0] ?? '';
}
