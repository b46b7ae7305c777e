import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FAULT_HEADER, type Fault, faultOf, faultRefusal } from './fault.js';
import { MockRefusal } from './mock-refusal.js';

/**
 * Does what a request asks to be done wrong before there is an answer: throws the refusal, or waits. Returns the fault,
 * as what is to be wrong with the answer is left to do; null for none.
 */
export async function faultFirst(
  request: FastifyRequest,
  reply: FastifyReply,
  model = '',
): Promise<Fault | null> {
  const fault = faultOf(request.headers[FAULT_HEADER], model);
  if (fault?.kind === 'status') throw faultRefusal(fault.status);
  if (fault?.kind === 'slow') await waitWhileThere(reply, fault.milliseconds);
  return fault;
}

/** Waits, no longer than the client does. */
async function waitWhileThere(reply: FastifyReply, milliseconds: number): Promise<void> {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  await wait(milliseconds, undefined, { signal: gone.signal }).catch(() => {
    throw new MockRefusal('server_error', 'The client has gone.');
  });
}
