import type { IncomingMessage, RequestOptions } from 'node:http';

/** Longer than any answer of a server: no more is read, and what is not whole is no JSON. */
const MAX_ANSWER_CHARACTERS = 1024 * 1024;

/** What is used of a fetch's answer. */
export type HttpAnswer = Pick<Response, 'ok' | 'status' | 'text'> & {
  readonly headers: Pick<Headers, 'get'>;
};

/** What is used of a fetch's options. */
export interface HttpInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/**
 * Does for a command line what fetch does, redirects not followed. The platform's own fetch compiles a parser first,
 * and the process waits for that even at its end: several times what a command takes with this one.
 */
export async function httpFetch(
  address: string,
  { method = 'GET', headers, body, signal }: HttpInit = {},
): Promise<HttpAnswer> {
  const url = new URL(address);
  // Read once they are needed, TLS only where it is; an import() would have Node set up its loader of modules first.
  const { request } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  const options: RequestOptions = { method, headers: { ...headers }, ...(signal && { signal }) };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, options, resolve).once('error', reject).end(body);
  });
  response.setEncoding('utf8');
  let text = '';
  for await (const part of response) {
    text += part;
    if (text.length > MAX_ANSWER_CHARACTERS) break;
  }
  const status = response.statusCode ?? 0;
  return {
    ...{ status, ok: status >= 200 && status < 300, text: async () => text },
    headers: { get: (name) => [response.headers[name.toLowerCase()] ?? null].flat().join(', ') || null },
  };
}
