import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpFetch } from './http-fetch.js';

let server: Server;
let address = '';
let answer: (response: ServerResponse) => unknown = (response) => response.end();
let seen: { method?: string; authorization?: string; length?: string; body: string } = { body: '' };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { authorization, 'content-length': length } = request.headers;
    seen = { method: request.method, authorization, length, body } as typeof seen;
    answer(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close().closeAllConnections());

test('a request and its answer are as with fetch', async () => {
  answer = (response) => response.writeHead(201, { 'X-Request-Id': 'req-1' }).end('{"a":"ä"}');
  const init = { method: 'POST', headers: { authorization: 'Bearer x' }, body: '"ä"' };
  const response = await httpFetch(address, init);
  expect(seen).toEqual({ method: 'POST', authorization: 'Bearer x', length: '4', body: '"ä"' });
  expect([response.ok, response.status, await response.text()]).toEqual([true, 201, '{"a":"ä"}']);
  expect([response.headers.get('x-request-id'), response.headers.get('Retry-After')]).toEqual([
    'req-1',
    null,
  ]);
});

test('a redirect is an answer, not a way to go', async () => {
  answer = (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  expect(await httpFetch(address)).toMatchObject({ ok: false, status: 302 });
});

test('an answer without end is not read to it', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  answer = (response) => {
    closed = once(response, 'close');
    const send = (): void => {
      while (response.write('x'.repeat(64 * 1024)));
    };
    response.writeHead(200).on('drain', send);
    send();
  };
  const text = await (await httpFetch(address)).text();
  expect(text.length).toBeLessThan(2 * 1024 * 1024);
  await closed;
});

test('half an answer, nobody, and an aborted wait are errors', async () => {
  answer = (response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half');
    setTimeout(() => response.destroy(), 20);
  };
  await expect(httpFetch(address)).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(httpFetch('http://127.0.0.1:1/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  const controller = new AbortController();
  answer = () => controller.abort();
  await expect(httpFetch(address, { signal: controller.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
});
