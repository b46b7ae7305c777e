import type { FastifyInstance } from 'fastify';
import { converse } from '../http/converse.js';
import { faultFirst } from '../http/fault-first.js';
import type { ConversationOperation } from '../http/operation.js';
import { routeModels } from '../http/route-models.js';
import type { SchemaInstances } from '../schema/schema-instances.js';
import { streamMessage, writeMessage } from './messages-answer.js';
import { readCounted, readMessages } from './messages-request.js';
import { listModels, showModel } from './models.js';

const MESSAGES: ConversationOperation = {
  read: readMessages,
  streams: ({ stream }) => stream === true,
  write: writeMessage,
  stream: streamMessage,
  streamType: () => 'text/event-stream; charset=utf-8',
};

/**
 * Anthropic's own client adds the version to `ANTHROPIC_BASE_URL`; the Vercel AI SDK reads the same variable and takes
 * the version to be in it (https://ai-sdk.dev/providers/ai-sdk-providers/anthropic).
 */
const VERSIONS = ['/v1', ''];

/** The operations of Anthropic. */
export function routeAnthropic(fastify: FastifyInstance, _llmType: string, instances: SchemaInstances): void {
  // Anthropic's clients look for it under this name.
  fastify.addHook('onRequest', async (request, reply) => void reply.header('request-id', request.id));
  for (const version of VERSIONS) {
    fastify.post(`${version}/messages`, (request, reply) => converse(MESSAGES, instances, request, reply));
    fastify.post(`${version}/messages/count_tokens`, async (request, reply) => {
      const { model, inputTokens } = readCounted(request.body);
      await faultFirst(request, reply, model);
      return { input_tokens: inputTokens };
    });
    routeModels(fastify, `${version}/models`, 'id', { list: listModels, show: showModel });
  }
}
