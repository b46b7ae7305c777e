import { connect } from 'node:net';

/** Connections that are opened at once: fewer than a server lets wait. */
const OPENED_AT_ONCE = 200;

/** Milliseconds that what is still asked at the end has to be answered. */
const GRACE = 10_000;

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {number} at milliseconds since the first request
 * @property {number} took milliseconds
 */

/**
 * Asks evenly, so many times a second however soon it is answered, over connections that were answered once before: as the
 * applications of many machines do. (autocannon's rates send each second's requests at its start.)
 * Takes a path and headers as autocannon does; resolves to the answers, how often it asked, and how often no
 * connection was free to ask.
 * @param {string} origin
 * @param {import('autocannon').Request} request
 * @param {{ connections: number, rate: number, seconds: number }} load
 */
export async function askEvenly(origin, { path, headers }, { connections, rate, seconds }) {
  const { hostname, port, host } = new URL(origin);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const text = `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
  /** @type {Answer[]} */
  const answers = [];
  /** @type {(() => void)[]} */
  const free = [];
  /** @type {import('node:net').Socket[]} */
  const sockets = [];
  let [began, asked, without] = [0, 0, 0];
  const open = () =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname).setNoDelay().setEncoding('latin1');
      let [since, received] = [0, ''];
      const ask = () => {
        since = performance.now();
        socket.write(text);
      };
      socket.on('data', (chunk) => {
        received += chunk;
        const status = statusOfWhole(received);
        if (status === null) return;
        const now = performance.now();
        if (began > 0) answers.push({ status, at: now - began, took: now - since });
        received = '';
        resolve(free.push(ask));
      });
      socket.once('error', reject);
      socket.once('connect', ask);
      sockets.push(socket);
    });
  while (sockets.length < connections) {
    const count = Math.min(OPENED_AT_ONCE, connections - sockets.length);
    await Promise.all(Array.from({ length: count }, open));
  }
  began = performance.now();
  for (let now = began; now - began < seconds * 1000; now = performance.now()) {
    for (const due = ((now - began) * rate) / 1000; asked + without < due; ) {
      const ask = free.shift();
      if (ask) asked += 1;
      else without += 1;
      ask?.();
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  for (const until = performance.now() + GRACE; answers.length < asked && performance.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const socket of sockets) socket.destroy();
  return { answers, asked, without };
}

/**
 * The status of an answer that has come whole; else null.
 * @param {string} received
 */
function statusOfWhole(received) {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(received) ?? [];
  if (length === undefined) throw new Error('an answer says no length');
  return received.length < end + 4 + Number(length) ? null : Number(received.slice(9, 12));
}
