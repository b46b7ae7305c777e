import type { Operation } from './operations.js';

/** The languages of the samples, and how each is called. */
export const LANGUAGES = ['curl', 'node', 'python'] as const;
export type Language = (typeof LANGUAGES)[number];

interface SampleFacts {
  /** The server's address, without a trailing slash. */
  readonly origin: string;
  readonly keyId: string;
}

/** The address that a call asks, with the key in its place and an environment where it takes one. */
export function addressOf({ path, parameters }: Operation, { origin, keyId }: SampleFacts): string {
  const names = new Set(parameters.map(({ name }) => name));
  const query = names.has('env') ? '?env=development' : names.has('groupBy') ? '?groupBy=key' : '';
  return `${origin}${path.replace('{keyId}', encodeURIComponent(keyId))}${query}`;
}

/** Code that makes a call and prints its answer. The token comes from a variable: code is committed. */
export function sampleOf(language: Language, operation: Operation, facts: SampleFacts): string {
  return WRITTEN[language](addressOf(operation, facts));
}

const WRITTEN: Readonly<Record<Language, (url: string) => string>> = {
  curl: (url) => `curl \\
  -H "Authorization: Bearer $IBYOK_ACCESS_TOKEN" \\
  "${url}"`,
  node: (url) => `const response = await fetch(
  '${url}',
  { headers: { Authorization: \`Bearer \${process.env.IBYOK_ACCESS_TOKEN}\` } },
);
const answer = await response.json();
if (!response.ok) throw new Error(answer.code);

console.log(answer);`,
  python: (url) => `import json, os
from urllib.request import Request, urlopen

request = Request(
    "${url}",
    headers={"Authorization": "Bearer " + os.environ["IBYOK_ACCESS_TOKEN"]},
)
with urlopen(request) as response:
    answer = json.load(response)

print(answer)`,
};
