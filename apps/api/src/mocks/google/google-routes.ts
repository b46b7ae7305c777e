import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { converse } from '../http/converse.js';
import { faultFirst } from '../http/fault-first.js';
import { bodyFields, isFields } from '../http/fields.js';
import { MockRefusal } from '../http/mock-refusal.js';
import type { ConversationOperation } from '../http/operation.js';
import { routeModels } from '../http/route-models.js';
import type { SchemaInstances } from '../schema/schema-instances.js';
import { sendEmbeddings, writeEmbedding } from './embeddings.js';
import { streamContent, writeContent } from './generate-answer.js';
import { readGenerate } from './generate-request.js';
import { listModels, showModel } from './models.js';

const VERSIONS = ['v1beta', 'v1', 'v1alpha'];

const GENERATE: ConversationOperation = {
  read: readGenerate,
  streams: () => false,
  write: writeContent,
  stream: streamContent,
  streamType: ({ alt }) => (alt === 'sse' ? 'text/event-stream' : 'application/json; charset=utf-8'),
};
const STREAM_GENERATE: ConversationOperation = { ...GENERATE, streams: () => true };

type Called = FastifyRequest<{ Params: { called: string } }>;

/** The operations of Gemini, which are a model and a method: `models/gemini-2.5-flash:generateContent`. */
export function routeGoogle(fastify: FastifyInstance, _llmType: string, instances: SchemaInstances): void {
  for (const version of VERSIONS) {
    routeModels(fastify, `/${version}/models`, 'id', { list: listModels, show: showModel });
    fastify.post(`/${version}/models/:called`, (request: Called, reply) => call(request, reply, instances));
  }
}

async function call(request: Called, reply: FastifyReply, instances: SchemaInstances): Promise<unknown> {
  const { called } = request.params;
  const colon = called.lastIndexOf(':');
  const model = called.slice(0, Math.max(0, colon));
  const parameters = { model };
  const { body } = request;
  switch (called.slice(colon + 1)) {
    case 'generateContent':
      return converse(GENERATE, instances, request, reply, parameters);
    case 'streamGenerateContent':
      return converse(STREAM_GENERATE, instances, request, reply, parameters);
    case 'countTokens':
      await faultFirst(request, reply, model);
      return { totalTokens: readGenerate(countedOf(body), parameters).inputTokens };
    case 'embedContent':
      await faultFirst(request, reply, model);
      return writeEmbedding(bodyFields(body), model);
    case 'batchEmbedContents':
      await faultFirst(request, reply, model);
      return sendEmbeddings(bodyFields(body), model, reply);
    default:
      throw new MockRefusal('not_found', 'The mock of Gemini does not know this method.');
  }
}

/** What is to be counted: contents as they are, or a whole request for content. */
function countedOf(body: unknown): unknown {
  const { generateContentRequest } = bodyFields(body);
  return isFields(generateContentRequest) ? generateContentRequest : body;
}
