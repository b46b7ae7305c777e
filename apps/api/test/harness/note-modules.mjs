// Loaded before a server (NODE_OPTIONS=--import): says at its end on stderr which packages of @opentelemetry it had.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
process.on('exit', () => {
  const names = Object.keys(require.cache).flatMap((path) => /@opentelemetry\/[\w-]+/.exec(path)?.[0] ?? []);
  process.stderr.write(`${JSON.stringify([...new Set(names)].sort())}\n`);
});
