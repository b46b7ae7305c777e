import type { FastifyInstance } from 'fastify';
import { converse } from '../http/converse.js';
import { routeModels } from '../http/route-models.js';
import type { SchemaInstances } from '../schema/schema-instances.js';
import { CHAT } from './chat-operation.js';
import { sendEmbeddings } from './embeddings.js';
import { listModels, showModel } from './models.js';
import { RESPONSES } from './responses-operation.js';

/** The operations that every provider has that speaks as OpenAI does; its responses are its own. */
export function routeOpenAi(fastify: FastifyInstance, llmType: string, instances: SchemaInstances): void {
  fastify.post('/chat/completions', (request, reply) =>
    converse(CHAT, instances, request, reply, { llmType }),
  );
  fastify.post('/embeddings', sendEmbeddings);
  const models = { list: () => listModels(llmType), show: (id: string) => showModel(id, llmType) };
  routeModels(fastify, '/models', '*', models);
  if (llmType !== 'openai') return;
  fastify.post('/responses', (request, reply) => converse(RESPONSES, instances, request, reply));
}
