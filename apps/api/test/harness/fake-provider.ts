import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { onCleanup } from './cleanup.js';
import type { Variables } from './server-process.js';
import { unique } from './workspace.js';

/** What a provider does with a request, other than what its documentation says. */
export type Conduct =
  | 'as documented'
  /** Answers nothing, ever. */
  | 'silent'
  | 'dropping'
  /** Answers 200 and a body without end. */
  | 'endless'
  /** Refuses, and repeats the whole request in the body, a header and the reason phrase. */
  | 'echoing'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

/** A request as it arrived. */
export interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** A stand-in for one provider, which knows one good key. */
export interface FakeProvider {
  readonly llmType: string;
  readonly host: string;
  readonly origin: string;
  readonly goodKey: string;
  /** What was asked of it, in order. */
  readonly asked: Asked[];
  /** How many bytes of a body it got rid of. */
  readonly sent: () => number;
  readonly behave: (conduct: Conduct) => void;
}

interface Documented {
  readonly host: string;
  readonly path: string;
  /** The key that a request carries, where it carries one as it should. */
  readonly keyOf: (headers: IncomingHttpHeaders) => string | undefined;
  readonly refusal: { readonly status: number; readonly body: object };
}

const bearer = ({ authorization }: IncomingHttpHeaders): string | undefined =>
  /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
const header =
  (name: string) =>
  (headers: IncomingHttpHeaders): string | undefined =>
    String(headers[name]);

/** The providers' references on authentication and errors, read in November 2026. */
const DOCUMENTED = {
  openai: {
    host: 'api.openai.com',
    path: '/v1/models',
    keyOf: bearer,
    refusal: {
      status: 401,
      body: {
        error: {
          message: 'Incorrect API key provided',
          type: 'invalid_request_error',
          code: 'invalid_api_key',
        },
      },
    },
  },
  anthropic: {
    host: 'api.anthropic.com',
    path: '/v1/models?limit=1',
    keyOf: (headers) =>
      headers['anthropic-version'] === '2023-06-01' ? header('x-api-key')(headers) : undefined,
    refusal: {
      status: 401,
      body: { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } },
    },
  },
  google: {
    host: 'generativelanguage.googleapis.com',
    path: '/v1beta/models?pageSize=1',
    keyOf: header('x-goog-api-key'),
    refusal: {
      status: 400,
      body: {
        error: {
          code: 400,
          message: 'API key not valid. Please pass a valid API key.',
          status: 'INVALID_ARGUMENT',
          details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
        },
      },
    },
  },
  groq: {
    host: 'api.groq.com',
    path: '/openai/v1/models',
    keyOf: bearer,
    refusal: { status: 401, body: { error: { message: 'Invalid API Key', code: 'invalid_api_key' } } },
  },
  xai: {
    host: 'api.x.ai',
    path: '/v1/models',
    keyOf: bearer,
    refusal: {
      status: 400,
      body: { code: 'Client specified an invalid argument', error: 'Incorrect API key provided: xa***12' },
    },
  },
  openrouter: {
    host: 'openrouter.ai',
    path: '/api/v1/key',
    keyOf: bearer,
    refusal: { status: 401, body: { error: { message: 'No auth credentials found', code: 401 } } },
  },
  elevenlabs: {
    host: 'api.elevenlabs.io',
    path: '/v1/user',
    keyOf: header('xi-api-key'),
    refusal: { status: 401, body: { detail: { status: 'invalid_api_key', message: 'Invalid API key' } } },
  },
  deepgram: {
    host: 'api.deepgram.com',
    path: '/v1/projects',
    keyOf: ({ authorization }) => /^Token (.+)$/.exec(authorization ?? '')?.[1],
    refusal: { status: 401, body: { err_code: 'INVALID_AUTH', err_msg: 'Invalid credentials.' } },
  },
} satisfies Record<string, Documented>;

export type FakedType = keyof typeof DOCUMENTED;
export const FAKED_TYPES = Object.keys(DOCUMENTED) as FakedType[];

/** Starts a real HTTP server that behaves as a provider documents, until it is told otherwise. */
export async function startFakeProvider(llmType: FakedType): Promise<FakeProvider> {
  const { host, path, keyOf, refusal }: Documented = DOCUMENTED[llmType];
  const goodKey = unique('sk-good-');
  const asked: Asked[] = [];
  let conduct: Conduct = 'as documented';
  let sent = 0;

  const documented = ({ url, method, headers }: IncomingMessage): { status: number; body: object } => {
    if (url !== path || method !== 'GET') return { status: 404, body: { error: 'not found' } };
    return keyOf(headers) === goodKey ? { status: 200, body: { data: [] } } : refusal;
  };
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    asked.push({ method, url, headers });
    if (conduct === 'silent') return;
    if (conduct === 'dropping') {
      request.socket.destroy();
    } else if (conduct === 'endless') {
      response.writeHead(200, { 'content-type': 'application/json' });
      pour(response, (bytes) => {
        sent += bytes;
      });
    } else if (conduct === 'echoing') {
      const all = JSON.stringify({ url, headers });
      response.writeHead(401, String(keyOf(headers)), { 'x-echo': encodeURIComponent(all) }).end(all);
    } else {
      const { status, body } = conduct === 'as documented' ? documented(request) : conduct;
      const more = conduct === 'as documented' ? {} : conduct.headers;
      response.writeHead(status, { 'content-type': 'application/json', ...more });
      response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onCleanup(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  return {
    llmType,
    host,
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    goodKey,
    asked,
    sent: () => sent,
    behave: (next) => {
      conduct = next;
    },
  };
}

/** The variables of a server that asks fakes in the providers' place. */
export function askingFakes(fakes: readonly Pick<FakeProvider, 'host' | 'origin'>[]): Variables {
  const pairs = fakes.map(({ host, origin }) => `${host}=${origin}`);
  return { IBYOK_PROVIDER_CHECKS: 'on', IBYOK_PROVIDER_STAND_INS: pairs.join(',') };
}

/** Writes as long as somebody reads. */
function pour(response: ServerResponse, count: (bytes: number) => void): void {
  const chunk = Buffer.alloc(16 * 1024, ' ');
  const go = (): void => {
    let more = true;
    while (more && !response.destroyed) {
      count(chunk.length);
      more = response.write(chunk);
    }
  };
  response.on('drain', go);
  go();
}
