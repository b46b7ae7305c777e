import { apiDocsText } from '../../text/api-docs.js';
import type { Operation } from './operations.js';

/** The languages of the samples, and how each is called. */
export const LANGUAGES = ['curl', 'node', 'python'] as const;
export type Language = (typeof LANGUAGES)[number];

interface SampleFacts {
  /** The server's address, without a trailing slash. */
  readonly origin: string;
  readonly keyId: string;
  /** The provider of keys that are added. */
  readonly llmType: string;
}

/** The address that a call asks, with the key in its place and an environment where it takes one. */
export function addressOf({ path, parameters }: Operation, { origin, keyId }: SampleFacts): string {
  const names = new Set(parameters.map(({ name }) => name));
  const query = names.has('env') ? '?env=development' : names.has('groupBy') ? '?groupBy=key' : '';
  return `${origin}${path.replace('{keyId}', encodeURIComponent(keyId))}${query}`;
}

/** A field of a body that comes from a variable of the shell: samples are committed, values never. */
const VALUE_VARIABLE = 'NEW_VALUE';

/** Code that makes a call and prints its answer. The token comes from a variable: code is committed. */
export function sampleOf(language: Language, operation: Operation, facts: SampleFacts): string {
  return WRITTEN[language](addressOf(operation, facts), bodyOf(operation, facts));
}

/** What a call that takes something is sent, without the value. */
function bodyOf({ body }: Operation, { llmType }: SampleFacts): Readonly<Record<string, string>> | null {
  if (body === null) return null;
  const likely: Readonly<Record<string, string>> = { name: apiDocsText.addedKey, llmType };
  const names = (body.required ?? []).filter((name) => name in likely);
  return Object.fromEntries(names.map((name) => [name, likely[name] ?? '']));
}

type Body = Readonly<Record<string, string>> | null;

const WRITTEN: Readonly<Record<Language, (url: string, body: Body) => string>> = {
  curl: (url, body) => curlInput(body) + curlCall(url, body),
  node: (url, body) => `const response = await fetch(
  '${url}',
  ${nodeOptions(body)},
);
const answer = await response.json();
if (!response.ok) throw new Error(answer.code);

console.log(answer);`,
  python: (url, body) => `import json, os
from urllib.request import Request, urlopen

request = Request(
    "${url}",
    headers={"Authorization": "Bearer " + os.environ["IBYOK_ACCESS_TOKEN"]${body ? ', "Content-Type": "application/json"' : ''}},${pythonBody(body)}
)
with urlopen(request) as response:
    answer = json.load(response)

print(answer)`,
};

/** The value goes through a pipe: what stands on a command line can be read by others of the machine. */
function curlInput(body: Body): string {
  if (body === null) return '';
  const fields = Object.entries(body).map(([name, text]) => `"${name}": "${text}", `);
  return `printf '{${fields.join('')}"value": "%s"}' "$${VALUE_VARIABLE}" | `;
}

function curlCall(url: string, body: Body): string {
  return `curl \\
  -H "Authorization: Bearer $IBYOK_ACCESS_TOKEN" \\${curlBody(body)}
  "${url}"`;
}

function curlBody(body: Body): string {
  if (body === null) return '';
  return `
  -H "Content-Type: application/json" -d @- \\`;
}

function nodeOptions(body: Body): string {
  if (body === null) return `{ headers: { Authorization: \`Bearer \${process.env.IBYOK_ACCESS_TOKEN}\` } }`;
  const fields = Object.entries(body).map(([name, text]) => `${name}: '${text}', `);
  return `{
    method: 'POST',
    headers: { Authorization: \`Bearer \${process.env.IBYOK_ACCESS_TOKEN}\`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ ${fields.join('')}value: process.env.${VALUE_VARIABLE} }),
  }`;
}

function pythonBody(body: Body): string {
  if (body === null) return '';
  const fields = Object.entries(body).map(([name, text]) => `"${name}": "${text}", `);
  return `
    data=json.dumps({${fields.join('')}"value": os.environ["${VALUE_VARIABLE}"]}).encode(),`;
}
