import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ProblemView } from './problem.dto.js';

/** The contract, generated from the controllers and their classes. */
export function createOpenApiDocument(application: NestFastifyApplication): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setTitle('IBYOK')
    .setDescription('A vault for LLM provider keys that knows which environment it is in.')
    .setVersion('1')
    .addCookieAuth('ibyok_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'accessToken')
    .addGlobalResponse({
      status: 'default',
      description: 'What went wrong, as RFC 9457 has it.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    } as never)
    .build();
  return SwaggerModule.createDocument(application, frame, {
    extraModels: [ProblemView],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
}

/** Serves the contract at /api/openapi.json and its reading page at /api/docs. */
export function serveOpenApi(application: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', application, () => createOpenApiDocument(application), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'IBYOK API',
  });
}
