/** The API docs page. What the contract itself says, such as names of fields and their descriptions, comes from the server. */
export const apiDocsText = {
  title: 'API docs',
  intro: 'How applications fetch keys, with this server’s address and your own keys in every sample.',
  contract: 'OpenAPI document',
  reference: 'Whole reference',
  notLoaded: 'The API docs could not be loaded',
  loading: 'Loading the API docs',
  contents: 'On this page',
  language: 'Language of the samples',
  languages: { curl: 'curl', node: 'Node', python: 'Python' },
  key: 'Key in the samples',
  noKey: 'There is no key yet, so the samples name one that does not exist.',
  copy: 'Copy sample',
  /** The name of the key that the samples add. */
  addedKey: 'From CI',
  sampleOf: (title: string) => `Sample: ${title}`,
  answerOf: (title: string) => `Answer: ${title}`,
  copyAnswer: 'Copy answer',
  answers: (status: number) => `Answers ${status}`,
  parameters: 'Parameters',
  body: 'Body',
  fields: 'Answer',
  required: 'required',
  optional: 'optional',
  default: (value: string) => `default ${value}`,
  between: (least: number, most: number) => `${least}–${most}`,
  inPath: 'in the path',
  inQuery: 'in the query',
  scope: 'Scope',
  authentication: {
    title: 'Authentication',
    send: 'Send an access token in one Authorization header with every call. It counts nowhere else: not in the query, a cookie, or the body.',
    bound:
      'A token is bound to scopes, environments and an expiry, and where you like to keys and addresses. Keep it in a variable of the application, never in code.',
    make: 'Create one on the Tokens page',
    elsewhere:
      'Where applications have servers of their own beside this dashboard, use the address of theirs instead.',
    set: 'Setting the variable',
    copySet: 'Copy the line',
  },
  /** By the operation’s id. One that is not here is shown with its path alone. */
  operations: {
    External_value: {
      title: 'Fetch a key',
      does: 'Answers the live value or a mock, and says which and why. Each fetch is on record before it is answered. Fetch when you need the value and keep it in memory only: a changed mode or a replaced value holds for the very next fetch.',
    },
    External_mode: {
      title: 'Ask for the mode of a key',
      does: 'Answers what a fetch would come to, with every rule in order, and never a value.',
    },
    External_list: {
      title: 'List the readable keys',
      does: 'The keys that the token may read, with their modes. Pass nextCursor as cursor for the next page.',
    },
    External_usage: {
      title: 'Read the usage',
      does: 'How often the token’s keys were fetched, the last 30 days unless you say otherwise.',
    },
    KeyWrites_create: {
      title: 'Add a key',
      does: 'Stores a key, which inherits the mode of every environment. No answer ever holds its value but a fetch.',
    },
    KeyWrites_rotate: {
      title: 'Give a key a new value',
      does: 'Makes the value the key’s newest version; its id, its slug and its overrides stay. It counts in every environment, so the token has to be bound to all of them.',
    },
    Whoami_read: {
      title: 'Ask what the token is',
      does: 'The token’s own name, workspace, scopes, environments and expiry, and the environment that the server answers for. Every token may.',
    },
  } as Readonly<Record<string, { readonly title: string; readonly does: string }>>,
  scopeOf: {
    External_value: 'keys:read',
    External_mode: 'keys:read',
    External_list: 'keys:read',
    External_usage: 'usage:read',
    KeyWrites_create: 'keys:write',
    KeyWrites_rotate: 'keys:write',
  } as Readonly<Record<string, string>>,
  keyIdIsSlug: 'The key’s id, or its slug.',
  modes: {
    title: 'Modes',
    intro:
      'modeInfo says how a fetch was decided: the environment, the effective mode, and its source. The first rule that applies decides.',
    rules: [
      { when: 'A guardrail forces the environment', mode: 'the forced mode', source: 'guardrail_override' },
      {
        when: 'Production would be mock, and a guardrail forbids that',
        mode: 'live',
        source: 'guardrail_override',
      },
      { when: 'The key overrides the environment', mode: 'the override', source: 'key_override' },
      { when: 'Otherwise', mode: 'the environment default', source: 'tenant_setting' },
    ],
    columns: { rule: 'Rule', mode: 'Mode', source: 'Source' },
    noFallBack:
      'There is no fall-back: a live key that cannot be opened is an error, never a mock. Without env, the server’s own environment counts.',
    try: 'Try decisions in the Playground',
  },
  mocks: {
    title: 'Mock values',
    intro:
      'A mock has the shape of the provider’s keys and stays the same for a key on every fetch. It is made without touching the live value. The last twelve digits differ from key to key.',
    columns: { provider: 'Provider', value: 'Mock value' },
    custom: 'Any other provider',
  },
  errors: {
    /** As the server says it; it speaks English. */
    refusal: { title: 'Forbidden', detail: 'This access token is not bound to production.' },
    title: 'Errors',
    intro:
      'What goes wrong is answered as application/problem+json (RFC 9457). Branch on code: it is a stable word. detail is for people, and requestId finds the request in the Audit.',
    columns: { status: 'Status', code: 'Code', when: 'When' },
    codes: [
      { status: 400, code: 'validation_failed', when: 'A parameter has a wrong value; errors names it.' },
      { status: 400, code: 'unknown_query', when: 'A parameter is not known, or is given twice.' },
      {
        status: 401,
        code: 'unauthenticated',
        when: 'No token, or one that is wrong, expired, revoked or suspended. All these answers are alike.',
      },
      { status: 403, code: 'scope_missing', when: 'The token lacks the scope.' },
      {
        status: 403,
        code: 'environment_not_allowed',
        when: 'The token is not bound to this environment.',
      },
      { status: 403, code: 'address_not_allowed', when: 'The token does not count from this address.' },
      {
        status: 404,
        code: 'key_not_found',
        when: 'There is no such key, or the token may not read it.',
      },
      {
        status: 429,
        code: 'too_many_attempts',
        when: 'Too many refused tokens came from this address. Wait as long as Retry-After says.',
      },
      {
        status: 500,
        code: 'value_not_openable',
        when: 'The live value cannot be opened; tell the server’s administrator.',
      },
      {
        status: 503,
        code: 'overloaded',
        when: 'The server has no room just now, and nothing was revealed. Try again after Retry-After.',
      },
      {
        status: 503,
        code: 'database_unavailable',
        when: 'The server cannot reach its database, and nothing was revealed. Try again after Retry-After.',
      },
    ],
    example: 'An error',
    copyExample: 'Copy error',
  },
} as const;
