import { isMockValueOf } from '@ibyok/providers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routeAnthropic } from './anthropic/anthropic-routes.js';
import { routeGoogle } from './google/google-routes.js';
import { takeMockBodies } from './http/mock-body.js';
import { MockRefusal, STATUS_OF } from './http/mock-refusal.js';
import { refusalOf } from './http/refusal-of.js';
import { sentValues } from './http/sent-values.js';
import { MOCKED_PROVIDERS, type MockedProvider } from './mocked-providers.js';
import { routeOpenAi } from './openai/openai-routes.js';
import { SchemaInstances } from './schema/schema-instances.js';

const ROUTES = { openai: routeOpenAi, anthropic: routeAnthropic, google: routeGoogle } as const;

/**
 * Serves the mock of every provider that there is one of, under /mock. They are beside the application's own
 * filters and pipes, as each answers as its provider does. See the README beside this file.
 */
export async function serveMocks(fastify: FastifyInstance): Promise<void> {
  const instances = new SchemaInstances();
  fastify.addHook('onClose', () => instances.close());
  await fastify.register(async (mocks) => {
    takeMockBodies(mocks);
    for (const mocked of MOCKED_PROVIDERS) await serveMock(mocks, mocked, instances);
  });
}

async function serveMock(
  fastify: FastifyInstance,
  mocked: MockedProvider,
  instances: SchemaInstances,
): Promise<void> {
  const { provider, dialect, path, speaks } = mocked;
  await fastify.register(
    async (mock) => {
      const answerRefusal = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
        const refusal = refusalOf(error);
        if (refusal.retryAfter !== null) reply.header('retry-after', refusal.retryAfter);
        void reply
          .status(STATUS_OF[refusal.kind])
          .type('application/json')
          .send(dialect.errorBody(refusal, request.id));
      };
      mock.setErrorHandler(answerRefusal);
      mock.addHook('onRequest', async (request) => assertMockValue(request, mocked));
      ROUTES[speaks](mock, provider.llmType, instances);
      mock.all('/*', async () => {
        throw new MockRefusal('not_found', `The mock of ${provider.name} has nothing at this address.`);
      });
    },
    { prefix: path },
  );
}

/**
 * Before anything of the body is read: without a mock value of this provider where it belongs, or with any other
 * value where a key may stand, a request is refused. What came with it may be live, and is repeated nowhere.
 */
function assertMockValue(request: FastifyRequest, { provider, dialect }: MockedProvider): void {
  const isOwn = (value: string): boolean => isMockValueOf(provider.llmType, value);
  const hasOne = dialect.credential(request.headers, request.query) !== null;
  if (hasOne && sentValues(request).every(isOwn)) return;
  throw new MockRefusal(
    'unauthorized',
    `This is IBYOK's mock of ${provider.name}: it takes mock values only (${provider.mockPrefix}…), never a live key.`,
  );
}
