import fc from 'fast-check';
import { parseJsonBody } from './json-body.js';
import { Problem } from './problem.js';

function codeOf(text: string | Buffer): string {
  try {
    parseJsonBody(Buffer.from(text as string));
    return 'accepted';
  } catch (error) {
    return error instanceof Problem ? `${error.status} ${error.code}` : String(error);
  }
}

/** An object so many levels deep. */
const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('parseJsonBody', () => {
  it('reads what JSON.stringify wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
        const text = JSON.stringify({ value });
        fc.pre(
          text.isWellFormed() &&
            !text.includes('\\u0000') &&
            !/__|to|constructor|prototype|has|is|value[oO]f|\\ud/i.test(text),
        );
        expect(parseJsonBody(Buffer.from(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('reads an empty body as none', () => expect(parseJsonBody(Buffer.alloc(0))).toBeUndefined());

  it.each([
    ['{"a"', '400 invalid_json'],
    ['null', '400 invalid_json'],
    ['[]', '400 invalid_json'],
    ['"a"', '400 invalid_json'],
    ['{"toString":1}', '400 forbidden_field'],
    ['{"a":1}x', '400 invalid_json'],
    [Buffer.from([0x22, 0xff, 0x22]), '400 invalid_json'],
    ['{"__proto__":{"admin":true}}', '400 forbidden_field'],
    ['{"a":{"constructor":{}}}', '400 forbidden_field'],
    ['{"a":"\\u0000"}', '400 invalid_text'],
    ['{"a":"\\ud800"}', '400 invalid_text'],
    ['{"\\udfff":1}', '400 invalid_text'],
    [nested(21), '400 body_too_deep'],
    [nested(49_000), '400 body_too_deep'],
  ])('refuses %p with %s', (text, code) => expect(codeOf(text)).toBe(code));

  it('takes 20 levels, and brackets in texts for what they are', () => {
    expect(codeOf(nested(20))).toBe('accepted');
    expect(codeOf(JSON.stringify({ a: '['.repeat(100), b: '"{\\"['.repeat(50) }))).toBe('accepted');
  });

  it('never throws anything but a Problem', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => /^(accepted|400 )/.test(codeOf(Buffer.from(bytes)))));
  });
});
