// Loaded before a server (NODE_OPTIONS=--import) and, by itself, before each of its threads: notes in NOTED_CONNECTIONS
// every thread, every connection that is begun, and every name that is looked up.
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import threads from 'node:worker_threads';

const { NOTED_CONNECTIONS } = process.env;
const note = (what, where) => appendFileSync(NOTED_CONNECTIONS, `${what} ${where}\n`);

note('thread', threads.isMainThread ? 'main' : 'worker');

/** The path of a Unix socket, or a host and a port: of options, or as they are. */
function whereTo(first, second) {
  if (typeof first === 'object') return first.path ?? `${first.host ?? 'localhost'}:${first.port}`;
  if (typeof first === 'string' && !/^\d+$/.test(first)) return first;
  return `${typeof second === 'string' ? second : 'localhost'}:${first}`;
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function noted(...given) {
  // net.connect hands on its arguments as one list that begins with the options.
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  note('connect', whereTo(first, second));
  return connect.apply(this, given);
};

for (const resolver of [dns, dns.promises]) {
  for (const name of Object.keys(resolver)) {
    if (!/^(lookup|resolve|reverse)/.test(name) || typeof resolver[name] !== 'function') continue;
    const original = resolver[name];
    resolver[name] = function noted(hostname, ...others) {
      note('resolve', hostname);
      return original.call(this, hostname, ...others);
    };
  }
}

const { Worker } = threads;
threads.Worker = class NotedWorker extends Worker {
  constructor(file, options = {}) {
    const execArgv = [...(options.execArgv ?? []), `--import=${import.meta.url}`];
    super(file, { ...options, execArgv, env: { ...options.env, NOTED_CONNECTIONS } });
  }
};

syncBuiltinESMExports();
