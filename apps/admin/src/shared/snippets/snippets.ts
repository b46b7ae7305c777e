import { ENVIRONMENTS, type Environment } from '@ibyok/mode-resolution';

/** What the snippets of a fetch are made of. */
export interface SnippetFacts {
  /** The server's address, without a trailing slash. */
  readonly origin: string;
  readonly token: string;
  /** The id or the slug of the key to fetch. */
  readonly slug: string;
  readonly environment: Environment;
}

/** The first environment of a token in the fixed order, for an example. */
export function exampleEnvironment(environments: readonly Environment[]): Environment {
  return ENVIRONMENTS.find((environment) => environments.includes(environment)) ?? 'development';
}

/** A command that fetches a key's value, ready to run in a shell. */
export function curlValue({ origin, token, slug, environment }: SnippetFacts): string {
  return curl(token, `${origin}/external/keys/${encodeURIComponent(slug)}/value?env=${environment}`);
}

/** A command that reads the usage, for a token that may read no key. */
export function curlUsage({ origin, token }: Pick<SnippetFacts, 'origin' | 'token'>): string {
  return curl(token, `${origin}/external/usage`);
}

function curl(token: string, url: string): string {
  return `curl -H "Authorization: Bearer ${token}" "${url}"`;
}

/**
 * Code that fetches a key and branches on its mode. The token stays out of it: code is committed, and a
 * variable is where a token belongs.
 */
export function typescriptValue({ origin, slug, environment }: Omit<SnippetFacts, 'token'>): string {
  return `// Set IBYOK_ACCESS_TOKEN to the token in your application's environment.
const IBYOK_API = ${quoted(origin)};
const keyId = ${quoted(slug)};

// The environment of the IBYOK server counts;
// to name one yourself, add ?env=${environment}.
const response = await fetch(\`\${IBYOK_API}/external/keys/\${keyId}/value\`, {
  headers: { Authorization: \`Bearer \${process.env.IBYOK_ACCESS_TOKEN}\` },
});
if (!response.ok) throw new Error(\`IBYOK answered \${response.status}\`);
const { value, baseUrl, modeInfo } = await response.json();

if (modeInfo.effectiveMode === 'live') {
  // The provider's real key: requests cost money.
} else {
  // A mock value: send requests to baseUrl, or answer them yourself.
}`;
}

/** The same in Python, with nothing to install. */
export function pythonValue({ origin, slug, environment }: Omit<SnippetFacts, 'token'>): string {
  return `# Set IBYOK_ACCESS_TOKEN to the token in your application's environment.
import json, os, urllib.request

IBYOK_API = ${quoted(origin)}
key_id = ${quoted(slug)}

# The environment of the IBYOK server counts;
# to name one yourself, add ?env=${environment}.
request = urllib.request.Request(
    f"{IBYOK_API}/external/keys/{key_id}/value",
    headers={"Authorization": f"Bearer {os.environ['IBYOK_ACCESS_TOKEN']}"},
)
with urllib.request.urlopen(request) as response:
    key = json.load(response)

if key["modeInfo"]["effectiveMode"] == "live":
    pass  # key["value"] is the provider's real key: requests cost money.
else:
    pass  # A mock value: send requests to key.get("baseUrl"), or answer them yourself.`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
