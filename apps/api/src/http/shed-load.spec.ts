import { connect } from 'node:net';
import { fastify } from 'fastify';
import type { RefusedRequest } from './problem.filter.js';
import { shedLoad } from './shed-load.js';

/** A server that sheds what is below /busy while it is told to, and answers the rest with its own 200. */
async function shedding() {
  // As the server's own: what comes while it stops is still served.
  const application = fastify({ return503OnClosing: false });
  let began = () => {};
  const slowBegan = new Promise<void>((resolve) => {
    began = resolve;
  });
  const state = { isBusy: true, asked: 0, served: 0, refused: [] as RefusedRequest[], slowBegan };
  shedLoad(application, {
    route: '/busy/:name',
    isOf: (address) => address.startsWith('/busy/'),
    turnsAway: () => {
      state.asked += 1;
      return state.isBusy;
    },
    publicUrl: 'https://vault.example.com',
    listeners: [(request) => state.refused.push(request)],
  });
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  application.all('/busy/:name', async () => {
    state.served += 1;
    return 'served';
  });
  application.get('/slow', () => {
    began();
    return released.then(() => 'slow');
  });
  const origin = await application.listen({ port: 0, host: '127.0.0.1' });
  return { application, origin, state, release };
}

test('refuses before Fastify knows of a request, and tells of it by its route', async () => {
  const { application, origin, state } = await shedding();
  const answer = await fetch(`${origin}/busy/one?env=dev`);
  const requestId = answer.headers.get('x-request-id');
  expect(await answer.json()).toMatchObject({ status: 503, code: 'overloaded', requestId });
  expect(requestId).toMatch(/^req_[0-9a-f-]{36}$/);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': '1',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'strict-transport-security': 'max-age=15552000; includeSubDomains',
  });
  expect(state.refused.map(({ routeOptions }) => routeOptions)).toEqual([{ url: '/busy/:name' }]);
  const head = await fetch(`${origin}/busy/one`, { method: 'HEAD' });
  expect({ status: head.status, text: await head.text() }).toEqual({ status: 503, text: '' });
  expect(state).toMatchObject({ asked: 2, served: 0 });
  await application.close();
});

test('leaves every other request to Fastify, and asks nothing about it', async () => {
  const { application, origin, state } = await shedding();
  expect(await (await fetch(`${origin}/busy/one`, { method: 'PUT' })).text()).toBe('served');
  expect((await fetch(`${origin}/else`)).status).toBe(404);
  expect(state.asked).toBe(0);
  state.isBusy = false;
  expect(await (await fetch(`${origin}/busy/one`)).text()).toBe('served');
  expect(state).toMatchObject({ asked: 1, refused: [] });
  await application.close();
});

test('refuses nothing while the server stops: what it answers then closes its connection', async () => {
  const { application, origin, state, release } = await shedding();
  const socket = connect(Number(new URL(origin).port), '127.0.0.1').setEncoding('latin1');
  const request = (path: string) => `GET ${path} HTTP/1.1\r\nhost: vault\r\n\r\n`;
  let received = '';
  socket.on('data', (text: string) => {
    received += text;
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(request('/slow'));
  await state.slowBegan;
  const stopped = application.close();
  socket.write(request('/busy/one'));
  while (state.served === 0 && state.asked === 0) await new Promise((resolve) => setImmediate(resolve));
  release();
  await Promise.all([stopped, closed]);
  expect(received).toContain('slow');
  expect(state).toMatchObject({ served: 1, asked: 0, refused: [] });
});

test('holds a refusal for a while, and closes its connection where the server stops meanwhile', async () => {
  const { application, origin, state } = await shedding();
  const socket = connect(Number(new URL(origin).port), '127.0.0.1').setEncoding('latin1');
  let received = '';
  socket.on('data', (text: string) => {
    received += text;
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write('GET /busy/one HTTP/1.1\r\nhost: vault\r\n\r\n');
  while (state.asked === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(state.refused).toEqual([]);
  await Promise.all([application.close(), closed]);
  expect(received).toMatch(/^HTTP\/1.1 503 /);
  expect(received).toMatch(/\r\nconnection: close\r\n/i);
  expect(state.refused).toHaveLength(1);
});

test('closes a connection that sends another request before its refusal, and serves it once refused', async () => {
  const { application, origin, state } = await shedding();
  const socket = connect(Number(new URL(origin).port), '127.0.0.1').setEncoding('latin1');
  const request = (path: string) => `GET ${path} HTTP/1.1\r\nhost: vault\r\n\r\n`;
  const received = () => new Promise<string>((resolve) => socket.once('data', resolve));
  socket.write(request('/busy/one'));
  expect(await received()).toMatch(/^HTTP\/1.1 503 /);
  state.isBusy = false;
  socket.write(request('/busy/two'));
  expect(await received()).toMatch(/^HTTP\/1.1 200 /);
  state.isBusy = true;
  const closed = new Promise((resolve) => socket.once('close', resolve));
  let more = '';
  socket.on('data', (text: string) => {
    more += text;
  });
  socket.write(request('/busy/three') + request('/else').repeat(2) + request('/busy/four'));
  await closed;
  expect({ more, asked: state.asked }).toEqual({ more: '', asked: 3 });
  await application.close();
});
