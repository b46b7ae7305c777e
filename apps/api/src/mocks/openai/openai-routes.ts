import type { FastifyInstance } from 'fastify';
import { converse } from '../http/converse.js';
import { faultFirst } from '../http/fault-first.js';
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
  fastify.get('/models', async (request, reply) => {
    await faultFirst(request, reply);
    return listModels(llmType);
  });
  fastify.get<{ Params: { '*': string } }>('/models/*', async (request, reply) => {
    await faultFirst(request, reply);
    return showModel(request.params['*'], llmType);
  });
  if (llmType !== 'openai') return;
  fastify.post('/responses', (request, reply) => converse(RESPONSES, instances, request, reply));
}
