import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';

/**
 * Sends a JSON object whose one long list, under `name`, is made and written member by member, giving way to other
 * requests between them: thousands of vectors are some seconds of work, and more than a server should hold.
 */
export function sendLongList(
  reply: FastifyReply,
  name: string,
  members: Iterable<object>,
  rest: object = {},
): FastifyReply {
  return reply.type('application/json').send(Readable.from(written(name, members, rest)));
}

async function* written(name: string, members: Iterable<object>, rest: object): AsyncGenerator<string> {
  const end = ']}';
  yield JSON.stringify({ ...rest, [name]: [] }).slice(0, -end.length);
  let between = '';
  for (const member of members) {
    yield between + JSON.stringify(member);
    between = ',';
    await setImmediate();
  }
  yield end;
}
