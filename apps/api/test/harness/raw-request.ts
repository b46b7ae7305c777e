import { request } from 'node:http';
import { connect } from 'node:net';
import type { Answer } from './api-client.js';

/**
 * Sends a request as it is given: the path is not normalised, a header may come twice. Takes the headers as
 * a flat list of names and values; Host is added.
 */
export function rawRequest(
  origin: string,
  method: string,
  path: string,
  headers: readonly string[] = [],
  body?: string | Buffer,
): Promise<Answer> {
  const { hostname, port, host } = new URL(origin);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? [] : ['content-length', String(Buffer.byteLength(body))];
    const sent = request(
      { hostname, port, method, path, headers: ['host', host, ...length, ...headers], agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve(answerOf(response.statusCode, response.rawHeaders, Buffer.concat(chunks).toString()));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Writes bytes to the server's socket and resolves to all that it writes back until it hangs up. */
export function rawBytes(origin: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
    });
    // A reset after the answer is an answer, too.
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
  });
}

function answerOf(status: number | undefined, rawHeaders: readonly string[], text: string): Answer {
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return { status: status ?? 0, headers, text, body };
}
