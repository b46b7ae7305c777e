import { Agent, request } from 'node:http';
import { startBareFastify } from './bare-fastify.mjs';
import { loadServer, summarise } from './load.mjs';
import { memoryOf } from './memory.mjs';
import { describeMachine, saveResults } from './results.mjs';

/** How many streams are open at once. */
const STREAMS = 1_000;
const HEADERS = { authorization: 'Bearer sk-mock-openai-0123456789ab', 'content-type': 'application/json' };
const PATH = '/mock/openai/v1/chat/completions';
const QUESTION = {
  model: 'gpt-5-mini',
  messages: [{ role: 'user', content: 'What is the weather in Paris?' }],
};

/**
 * Compares a mock's chat completion with a bare Fastify server that parses the same body and answers a constant of
 * the same size, in turn; then opens 1,000 streams at once and reads the server's memory.
 * @param {import('./vault.mjs').Vault} vault
 * @param {{ connections: number, seconds: number, rounds: number }} load
 */
export async function measureMocks(vault, { connections, seconds, rounds }) {
  const body = JSON.stringify(QUESTION);
  const answered = await fetch(vault.origin + PATH, { method: 'POST', headers: HEADERS, body });
  if (!answered.ok) throw new Error(`the mock answers ${answered.status}`);
  const bare = await startBareFastify(await answered.text());
  const contenders = [
    { name: 'mock chat completion', origin: vault.origin, path: PATH },
    { name: 'bare Fastify constant', origin: bare.origin, path: '/' },
  ];
  /** @type {Map<string, import('./load.mjs').Sample[]>} */
  const samples = new Map(contenders.map(({ name }) => [name, []]));
  try {
    for (let round = -1; round < rounds; round += 1) {
      for (const { name, origin, path } of contenders) {
        const requests = [{ method: /** @type {const} */ ('POST'), path, headers: HEADERS, body }];
        const sample = await loadServer(origin, requests, { connections, seconds: round < 0 ? 2 : seconds });
        // The first round warms both up.
        if (round >= 0) samples.get(name)?.push(sample);
      }
    }
  } finally {
    await bare.stop();
  }
  const results = [...samples].map(([name, taken]) => ({ name, ...summarise(taken) }));
  const [mock, constant] = results;
  const ratio = (mock?.perSecond ?? 0) / (constant?.perSecond ?? 1);
  const before = memoryOf(vault.pid);
  const streamed = await streamAtOnce(vault.origin);
  const streams = {
    open: STREAMS,
    ...streamed,
    megabytesBefore: before,
    megabytesMost: memoryOf(vault.pid, 'VmHWM'),
  };
  console.log(`${describeMachine()}; ${connections} connections, ${rounds} rounds of ${seconds} s, medians`);
  console.table(results);
  console.log(`ratio: ${ratio.toFixed(3)}`);
  console.table([streams]);
  if (results.some(({ failed }) => failed > 0) || streams.whole !== STREAMS)
    throw new Error('some requests failed');
  saveResults('mocks', { connections, rounds, seconds, results, ratio, streams });
}

/**
 * Opens all streams, each waiting two seconds for its first byte so that all are open together, and reads them.
 * @param {string} origin
 */
async function streamAtOnce(origin) {
  const agent = new Agent({ maxSockets: STREAMS });
  const body = JSON.stringify({ ...QUESTION, stream: true });
  const headers = {
    ...HEADERS,
    'content-length': Buffer.byteLength(body),
    'x-ibyok-mock-fault': 'slow-2000',
  };
  const texts = await Promise.all(
    Array.from(
      { length: STREAMS },
      () =>
        new Promise((resolve, reject) => {
          const sent = request(origin + PATH, { method: 'POST', agent, headers }, (response) => {
            let text = '';
            response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
            response.on('end', () => resolve(text)).on('error', reject);
          });
          sent.on('error', reject).end(body);
        }),
    ),
  );
  agent.destroy();
  return { whole: texts.filter((text) => String(text).endsWith('data: [DONE]\n\n')).length };
}
