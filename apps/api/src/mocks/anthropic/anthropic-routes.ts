import type { FastifyInstance } from 'fastify';
import { converse } from '../http/converse.js';
import type { ConversationOperation } from '../http/operation.js';
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

/** The operations of Anthropic. */
export function routeAnthropic(fastify: FastifyInstance, _llmType: string, instances: SchemaInstances): void {
  fastify.post('/v1/messages', (request, reply) => converse(MESSAGES, instances, request, reply));
  fastify.post('/v1/messages/count_tokens', async ({ body }) => ({
    input_tokens: readCounted(body).inputTokens,
  }));
  fastify.get('/v1/models', async () => listModels());
  fastify.get<{ Params: { id: string } }>('/v1/models/:id', async ({ params }) => showModel(params.id));
}
