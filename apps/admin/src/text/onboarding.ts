import { countOf, LOCALE, plural } from './locale.js';

const listOf = (words: readonly string[]) => new Intl.ListFormat(LOCALE).format(words);
const anyOf = (words: readonly string[]) =>
  new Intl.ListFormat(LOCALE, { type: 'disjunction' }).format(words);

/** The words of the first steps in a workspace. */
export const onboardingText = {
  title: 'First steps',
  progress: (done: number, all: number) => `${countOf(done)} of ${countOf(all)} done`,
  finished: 'All set: an application fetches its keys from here.',
  dismiss: 'Hide first steps',
  done: 'Done',
  states: { done: 'done', current: 'current step', next: 'later' },

  defaults: {
    title: 'Look over the environment defaults',
    /** Names of environments; one of the two may be empty. */
    words: (mocks: readonly string[], lives: readonly string[]) => {
      if (mocks.length === 0) return 'Every environment answers with live keys.';
      if (lives.length === 0) return 'Every environment answers with mocks.';
      const answers = plural(mocks.length, { one: 'answers', other: 'answer' });
      return `${listOf(mocks)} ${answers} with mocks, ${listOf(lives)} with live keys.`;
    },
    forced: (assignments: readonly string[]) =>
      `On this server ${listOf(assignments)} ${plural(assignments.length, { one: 'decides', other: 'decide' })} first.`,
    below: 'Change them below, or keep them; a key can override them at any time.',
    keep: 'Keep these',
  },
  key: {
    title: 'Add the first key',
    words:
      'Paste a key from your provider, or a whole .env file. Only its last four characters are ever shown again.',
    add: 'Paste a key',
  },
  token: {
    title: 'Create an access token',
    words: 'Your application shows it to fetch keys, in the environments that you choose.',
    create: 'Create token',
  },
  fetch: {
    title: 'Fetch the key',
    words: (key: string, environment: string) =>
      `Run this where your application runs: it fetches ${key} for ${environment}. Put your token into IBYOK_ACCESS_TOKEN first.`,
    tokenHint: 'A token is shown only when it is created. If it is lost, create another one.',
    another: 'Create another token',
  },

  /** Who can do what a role can't: by name, or by role where nobody is known by name. */
  others: {
    change_defaults: (names: readonly string[]) =>
      `Your role can’t change them; ${names.length > 0 ? anyOf(names) : 'an owner or admin'} can.`,
    manage_keys: (names: readonly string[]) =>
      `Your role can’t add keys; ${names.length > 0 ? anyOf(names) : 'an owner, admin or member'} can.`,
    manage_tokens: (names: readonly string[]) =>
      `Your role can’t create tokens; ${names.length > 0 ? anyOf(names) : 'an owner or admin'} can.`,
  },

  status: {
    waiting: 'Waiting for the first fetch…',
    waitingHint: 'This notices it by itself.',
    unreachable: 'The server can’t be reached just now; still looking.',
    arrived: 'First fetch arrived',
    fetched: (key: string, environment: string, mode: string, source: string, token: string) =>
      `${key} in ${environment}, ${mode} (${source}), from token ${token}`,
    /** What decided about the mode. */
    sources: {
      tenant_setting: 'environment default',
      key_override: 'override',
      guardrail_override: 'guardrail',
    },
    modes: { mock: 'mock', live: 'live' },
    noName: 'a deleted key',
    record: 'See it in the record',
  },

  snippets: {
    curl: 'curl',
    node: 'Node.js',
    python: 'Python',
    copy: (language: string) => `Copy ${language}`,
    label: (language: string) => `${language} code`,
  },

  noKeys: {
    title: 'No keys yet',
    add: 'Add your first key',
    teaching:
      'Paste a key from OpenAI, Anthropic or any other provider, or a whole .env file. Applications then fetch keys from here and get the real one or a mock, depending on their environment.',
    askSomebody:
      'Your role can look but not add. Ask an owner, admin or member of this workspace to add the first key.',
  },
} as const;
