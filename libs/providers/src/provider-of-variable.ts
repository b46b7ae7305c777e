import { PROVIDERS } from './catalogue.js';
import type { Provider } from './provider.js';

/** Whose key an environment variable names, and what else its name says. */
export interface VariableReading {
  readonly provider: Provider;
  /** The words before and behind those of the provider's key: `BILLING` of `BILLING_OPENAI_API_KEY`. */
  readonly qualifier: readonly string[];
}

/** What variables call a provider besides its `envVar` and its `llmType`. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  anthropic: ['CLAUDE'],
  google: ['GEMINI', 'GOOGLE_AI', 'GOOGLE_GENERATIVE_AI'],
  cohere: ['CO'],
  xai: ['GROK'],
  moonshot: ['KIMI'],
  qwen: ['DASHSCOPE'],
  'amazon-bedrock': ['BEDROCK'],
  'vercel-ai-gateway': ['AI_GATEWAY'],
  huggingface: ['HF', 'HUGGING_FACE', 'HUGGINGFACEHUB'],
  together: ['TOGETHERAI', 'TOGETHER_AI'],
};

/** `GOOGLE_CLIENT_SECRET` and `GOOGLE_MAPS_API_KEY` are no keys of a model: only this one may be. */
const WHOLE_NAMES: Readonly<Record<string, string>> = { google: 'GOOGLE_API_KEY' };
const NO_NAME_ALONE: ReadonlySet<string> = new Set(['google', 'custom']);

const KEY_WORDS = [
  'API_KEY',
  'APIKEY',
  'KEY',
  'SECRET_KEY',
  'API_TOKEN',
  'ACCESS_TOKEN',
  'AUTH_TOKEN',
  'TOKEN',
];

/** Behind the words of a key, these say that the value is something else about it. */
const ABOUT_A_KEY = /^(?:ID|URL|FILE|PATH|NAME|LIMIT|COUNT|TTL|PREFIX|HEADER|ENDPOINT|VERSION)$/;

/** Shorter first words than this are too common to be looked for inside a name. */
const MIN_LENGTH_INSIDE = 3;

interface Spelling {
  readonly provider: Provider;
  readonly words: readonly string[];
}

let known: readonly Spelling[] | null = null;

/** Made when first asked for: most programs that have the catalogue never do. */
function spellings(): readonly Spelling[] {
  known ??= PROVIDERS.flatMap(spellingsOf);
  return known;
}

function spellingsOf(provider: Provider): readonly Spelling[] {
  const { llmType, envVar } = provider;
  const names = NO_NAME_ALONE.has(llmType) ? [] : [llmType.toUpperCase().replaceAll('-', '_')];
  const keys = [...names, ...(OTHER_NAMES[llmType] ?? [])].flatMap((name) =>
    KEY_WORDS.map((words) => `${name}_${words}`),
  );
  const spelled = new Set([envVar, WHOLE_NAMES[llmType] ?? '', ...keys]);
  spelled.delete('');
  return [...spelled].map((name) => ({ provider, words: name.split('_') }));
}

/**
 * Tells whose key a variable holds by its name, such as `OPENAI_API_KEY`, `CLAUDE_KEY` or
 * `BILLING_OPENAI_API_KEY_STAGING`. Of several providers in a name the one with the most words counts, so that
 * `AZURE_OPENAI_API_KEY` is not OpenAI's. Returns null where the name names none, or two alike. Never throws.
 */
export function providerOfVariable(variable: string): VariableReading | null {
  const words = variable
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');
  let best: Spelling | null = null;
  let start = 0;
  let tied = false;
  for (const spelling of spellings()) {
    const found = indexOfWords(words, spelling.words);
    if (found < 0 || spelling.words.length < (best?.words.length ?? 0)) continue;
    tied = spelling.words.length === best?.words.length && spelling.provider !== best.provider;
    best = spelling;
    start = found;
  }
  if (!best || tied) return null;
  const behind = words.slice(start + best.words.length);
  if (behind.some((word) => ABOUT_A_KEY.test(word))) return null;
  return { provider: best.provider, qualifier: [...words.slice(0, start), ...behind] };
}

/** Where one list of words stands within another; -1 where it does not. */
function indexOfWords(words: readonly string[], sought: readonly string[]): number {
  const last = (sought[0]?.length ?? 0) < MIN_LENGTH_INSIDE ? 0 : words.length - sought.length;
  for (let start = 0; start <= Math.min(last, words.length - sought.length); start += 1) {
    if (sought.every((word, index) => words[start + index] === word)) return start;
  }
  return -1;
}
