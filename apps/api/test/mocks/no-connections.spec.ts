import { readFileSync } from 'node:fs';
import { listen } from '../harness/listen.js';
import { mockOf } from '../harness/mock.js';
import { newFile } from '../harness/run.js';
import { startWorkspace } from '../harness/workspace.js';

const NOTED = newFile('');
const PRELOAD = new URL('../harness/note-connections.mjs', import.meta.url).href;
const workspace = await startWorkspace({
  env: { NODE_OPTIONS: `--import=${PRELOAD}`, NOTED_CONNECTIONS: NOTED },
});
const { hostname, port, searchParams } = new URL(workspace.database.url);
const socket = searchParams.get('host');
const DATABASE = socket === null ? `${hostname}:${port || 5432}` : `${socket}/.s.PGSQL.${port || 5432}`;
/** A server looks up where it listens. */
const LISTENS = 'resolve 127.0.0.1';
const noted = (): readonly string[] => readFileSync(NOTED, 'utf8').split('\n').filter(Boolean);

let reached = 0;
let away: string;

beforeAll(async () => {
  away = await listen((_request, response) => {
    reached += 1;
    response.setHeader('content-type', 'application/json').end('{"type":"string"}');
  });
});

/** Schemas that lead elsewhere: whoever followed one would have to connect. */
const schemas = () => [
  { type: 'object', properties: { a: { $ref: `${away}/schema.json` } }, required: ['a'] },
  { $schema: `${away}/dialect.json`, type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
  {
    type: 'object',
    $defs: { there: { $id: `${away}/there.json`, type: 'string' } },
    properties: { a: { $ref: `${away}/there.json` }, b: { $dynamicRef: `${away}/dynamic.json#x` } },
    required: ['a', 'b'],
  },
  { $ref: 'file:///etc/hostname' },
  { type: 'object', properties: { a: { type: 'string', contentSchema: { $ref: `${away}/content.json` } } } },
];

/** Every operation of a provider, with what leads elsewhere in each place that may hold an address. */
function requestsOf(speaks: string, schema: object): readonly (readonly [string, object | null])[] {
  const picture = `${away}/picture.png`;
  const text = { type: 'text', text: `Look at ${away}/page` };
  const tool = { name: 'fetch_page', description: `Fetches ${away}`, parameters: schema };
  const model = 'any-model';
  if (speaks === 'anthropic') {
    const source = { type: 'url', url: picture };
    const content = [{ type: 'image', source }, { type: 'document', source }, text];
    const asked = { model, max_tokens: 100, messages: [{ role: 'user', content }] };
    const tools = [{ ...tool, input_schema: schema, parameters: undefined }];
    const servers = [{ type: 'url', url: `${away}/mcp`, name: 'there' }];
    return [
      ['/v1/messages', { ...asked, mcp_servers: servers }],
      ['/v1/messages', { ...asked, stream: true, tools }],
      ['/v1/messages', { ...asked, output_config: { format: { type: 'json_schema', schema } } }],
      ['/v1/messages/count_tokens', { ...asked, tools }],
      ['/v1/models', null],
      ['/v1/models/any-model', null],
    ];
  }
  if (speaks === 'google') {
    const parts = [{ fileData: { fileUri: picture, mimeType: 'image/png' } }, { text: `Look at ${away}` }];
    const asked = { contents: [{ role: 'user', parts }] };
    const tools = [
      { functionDeclarations: [{ ...tool, parameters: undefined, parametersJsonSchema: schema }] },
    ];
    const generationConfig = { responseMimeType: 'application/json', responseJsonSchema: schema };
    const embedded = { model: `models/${model}`, content: { parts: [{ text: away }] } };
    return [
      [`/v1beta/models/${model}:generateContent`, { ...asked, tools: [{ urlContext: {} }] }],
      [`/v1beta/models/${model}:generateContent`, { ...asked, tools }],
      [`/v1beta/models/${model}:generateContent`, { ...asked, generationConfig }],
      [`/v1beta/models/${model}:streamGenerateContent?alt=sse`, asked],
      [`/v1beta/models/${model}:countTokens`, asked],
      [`/v1beta/models/${model}:embedContent`, embedded],
      [`/v1beta/models/${model}:batchEmbedContents`, { requests: [embedded] }],
      ['/v1beta/models', null],
      [`/v1beta/models/${model}`, null],
    ];
  }
  const messages = [{ role: 'user', content: [text, { type: 'image_url', image_url: { url: picture } }] }];
  const format = { name: 'x', schema, strict: true };
  const input = [{ role: 'user', content: [{ type: 'input_image', image_url: picture }] }];
  const remote = { type: 'mcp', server_label: 'there', server_url: `${away}/mcp` };
  return [
    ['/chat/completions', { model, messages }],
    ['/chat/completions', { model, messages, stream: true, tools: [{ type: 'function', function: tool }] }],
    ['/chat/completions', { model, messages, response_format: { type: 'json_schema', json_schema: format } }],
    ['/responses', { model, input, tools: [remote, { type: 'web_search' }] }],
    ['/responses', { model, input, stream: true, tools: [{ type: 'function', ...tool }] }],
    ['/responses', { model, input, text: { format: { type: 'json_schema', ...format } } }],
    ['/embeddings', { model, input: away }],
    ['/models', null],
    ['/models/any-model', null],
    ['/files', { url: picture }],
  ];
}

test.each(['openai', 'anthropic', 'google', 'groq'])(
  'whatever is asked of the mock of %s, nothing but the database is connected to',
  async (llmType) => {
    const { value, baseUrl } = await mockOf(workspace, llmType);
    const headers = {
      'content-type': 'application/json',
      ...(llmType === 'anthropic'
        ? { 'x-api-key': value }
        : llmType === 'google'
          ? { 'x-goog-api-key': value }
          : { authorization: `Bearer ${value}` }),
    };
    const statuses: number[] = [];
    for (const schema of schemas()) {
      for (const [path, body] of requestsOf(llmType, schema)) {
        const asked = body === null ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
        const answer = await fetch(baseUrl + path, asked);
        await answer.text();
        statuses.push(answer.status);
      }
    }
    expect(new Set(statuses)).toEqual(
      new Set(llmType === 'openai' || llmType === 'groq' ? [200, 400, 404] : [200, 400]),
    );
    expect(reached).toBe(0);
  },
);

test('what was noted is the database alone, and all threads were looked at', () => {
  const lines = noted();
  expect(lines).toEqual(expect.arrayContaining(['thread main', 'thread worker', `connect ${DATABASE}`]));
  const ordinary = [`connect ${DATABASE}`, `resolve ${hostname}`, LISTENS];
  expect(lines.filter((line) => !line.startsWith('thread ') && !ordinary.includes(line))).toEqual([]);
});
