import fc from 'fast-check';
import { type Operation, operations, type Parameter } from '../harness/openapi-document.js';
import { brokenBody, fittingBody, type KnownValues, MARKER, spoiltBody } from './fuzz-values.js';

export const FUZZERS = ['stranger', 'viewer', 'owner', 'token'] as const;
export type Fuzzer = (typeof FUZZERS)[number];

/** One request, without what tells who sends it. */
export interface FuzzRequest {
  readonly operation: string;
  readonly by: Fuzzer;
  readonly method: string;
  readonly path: string;
  /** Lines of the head. */
  readonly headers: readonly string[];
  readonly body: string | null;
  /** True: each character is one byte, so that the body need not be UTF-8. */
  readonly latin1: boolean;
}

const ODD_PARTS = [
  ...['%00', '%ff', '%2e%2e', '..', '%2f', '%', '%zz', '%0d%0aX-Injected:%20yes', '%ED%A0%80', MARKER],
  ...['', 'x'.repeat(300), `${MARKER}%20`, '-1', '0', '1e9', '99999999999999999999', '__proto__', '%25%32'],
  ...['key_0000000000000000000000', '\u00ff', ';a=b', '@', `${MARKER}@x`, '*', '{id}', ':id'],
];
const ODD_QUERIES = [
  ...[`${MARKER}=1`, `a=${MARKER}`, '__proto__=1', '__proto__[a]=1', 'limit[]=1', 'env[a]=dev', '%00=1', '?'],
  ...['&&&', '=', 'limit=1&limit=2', 'env=dev&env=prod', 'constructor=1', '%ff=%ff', 'tenantId=ten_x', '#'],
  ...[`a=%0d%0aX-Injected:%20${MARKER}`, 'x=1'.repeat(500)],
];
const ODD_VALUES = [
  ...['', '0', '-1', '1e3', '%00', MARKER, '%ED%A0%80', '9'.repeat(40), '2026-02-30T00:00:00Z', 'null'],
  ...['%ff', '%22', `${MARKER}%0a`, 'WyJhIl0', '[]'],
];
const ODD_HEADERS = [
  ...[
    `X-Marker: ${MARKER}`,
    'Origin: https://evil.example',
    'Sec-Fetch-Site: cross-site',
    'Range: bytes=0-1',
  ],
  ...['X-HTTP-Method-Override: DELETE', 'Content-Encoding: gzip', 'Expect: 100-continue', 'Accept: */*;q=x'],
  ...['If-None-Match: *', 'If-Modified-Since: Tue, 24 Nov 2099 00:00:00 GMT', 'Upgrade: websocket'],
  ...[`Cookie: ibyok_session=${MARKER}; a=%E0%A4%A`, `Authorization: Bearer ${MARKER}`, 'Te: trailers'],
  ...[`X-Forwarded-Host: ${MARKER}`, 'X-Forwarded-Proto: https, http', `X-Request-Id: ${MARKER}`],
  ...[
    `X-Bare: a\rX-Injected: ${MARKER}`,
    `X-Null: \0${MARKER}`,
    `: ${MARKER}`,
    `X-Large: ${'y'.repeat(17_000)}`,
  ],
  ...[
    `X-Folded: a\r\n ${MARKER}`,
    `${MARKER}: \u001b[31m`,
    'X-Latin: \u00ff\u0080',
    'Accept-Language: \u00e9',
  ],
];
const TYPES = [
  ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '', MARKER],
  ...['application/json; charset=utf-16', 'application/json-patch+json', 'application/json, text/plain'],
];
const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'get',
  MARKER,
];

const mostly = <Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>, weight = 9) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

function pathOf({ path }: Operation, known: KnownValues): fc.Arbitrary<string> {
  const parts = path.split('/').map((part) => {
    const own = known[`${path} ${part}`];
    if (!own) return fc.constant(part);
    return mostly(fc.constantFrom(...own.map(String)), fc.constantFrom(...ODD_PARTS), 4);
  });
  const usual = fc.tuple(...parts).map((all) => all.join('/'));
  const odd = fc
    .tuple(usual, fc.constantFrom('/', '//', '/.', '/%2e%2e/', `/${MARKER}`, '%20', ';', '?'), fc.boolean())
    .map(([whole, more, before]) => (before ? `/${more}${whole}` : `${whole}${more}`));
  const upper = usual.map((whole) => whole.replace(/^\/(.)/, (_, one: string) => `/${one.toUpperCase()}`));
  return mostly(usual, fc.oneof(odd, upper), 14);
}

function queryOf(parameters: readonly Parameter[]): fc.Arbitrary<string> {
  const own = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.name !== 'cursor')
    .map(({ name, schema }) => {
      const fitting = schema.enum ?? (schema.type === 'integer' ? ['1', '100'] : ['2026-01-02T03:04:05Z']);
      const value = mostly(fc.constantFrom(...fitting), fc.constantFrom(...ODD_VALUES), 6);
      const written = value.map((one) => `${name}=${one}`);
      // The one parameter that a call cannot do without.
      return name === 'format' ? written : fc.option(written, { nil: null, freq: 1 });
    });
  const odd = fc.oneof(
    fc.constantFrom(...ODD_QUERIES),
    fc.constantFrom(...ODD_VALUES).map((one) => `cursor=${one}`),
  );
  return fc
    .tuple(fc.tuple(...own), mostly(fc.constant(null), odd, 6))
    .map(([parts, more]) => [...parts, more].filter((part) => part !== null).join('&'))
    .map((query) => (query === '' ? '' : `?${query}`));
}

function bodyOf({ body, method }: Operation, known: KnownValues): fc.Arbitrary<string | null> {
  if (body) {
    return fc.oneof(
      { weight: 5, arbitrary: fittingBody(body, known) },
      { weight: 4, arbitrary: spoiltBody(body, known) },
      { weight: 1, arbitrary: brokenBody },
    );
  }
  return mostly<string | null>(fc.constant(method === 'POST' ? '{}' : null), brokenBody, 6);
}

function requestOf(operation: Operation, known: KnownValues): fc.Arbitrary<FuzzRequest> {
  const { name, method, path, parameters } = operation;
  const usual: readonly Fuzzer[] = path.startsWith('/external') ? ['token'] : ['owner'];
  return fc
    .record({
      by: fc.constantFrom(...FUZZERS, ...usual, ...usual),
      method: mostly(fc.constant(method), fc.constantFrom(...METHODS), 14),
      path: pathOf(operation, known),
      query: queryOf(parameters),
      odd: mostly(fc.constant<string[]>([]), fc.subarray(ODD_HEADERS, { minLength: 1, maxLength: 3 }), 5),
      type: mostly(fc.constant('application/json'), fc.constantFrom(...TYPES), 14),
      body: bodyOf(operation, known),
      latin1: mostly(fc.constant(false), fc.constant(true), 14),
    })
    .map(({ query, type, odd, ...rest }) => ({
      ...rest,
      operation: name,
      path: `${rest.path}${query}`,
      headers: [
        ...odd,
        ...(rest.body === null && type === 'application/json' ? [] : [`Content-Type: ${type}`]),
      ],
    }));
}

/** A request of any operation of the document, right or wrong. */
export function anyRequest(known: KnownValues): fc.Arbitrary<FuzzRequest> {
  return fc.constantFrom(...operations).chain((operation) => requestOf(operation, known));
}
