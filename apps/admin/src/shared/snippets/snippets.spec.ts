import { curlUsage, curlValue, exampleEnvironment, pythonValue, typescriptValue } from './snippets.js';

const FACTS = {
  origin: 'http://localhost:3000',
  token: 'ibyok_abc',
  slug: 'openai-prod',
  environment: 'development',
} as const;

describe('curlValue', () => {
  it('is ready to run, with the address quoted', () => {
    expect(curlValue(FACTS)).toBe(
      'curl -H "Authorization: Bearer ibyok_abc" "http://localhost:3000/external/keys/openai-prod/value?env=development"',
    );
  });

  it('lets nothing of a slug reach the shell', () => {
    expect(curlValue({ ...FACTS, slug: '"$(id)"' })).toContain('/external/keys/%22%24(id)%22/value');
  });
});

describe('curlUsage', () => {
  it('reads the usage', () => {
    expect(curlUsage(FACTS)).toBe(
      'curl -H "Authorization: Bearer ibyok_abc" "http://localhost:3000/external/usage"',
    );
  });
});

describe('typescriptValue', () => {
  it('fetches the key and branches on the mode', () => {
    const code = typescriptValue(FACTS);
    expect(code).toContain("const IBYOK_API = 'http://localhost:3000';");
    expect(code).toContain("const keyId = 'openai-prod';");
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholders are part of the snippet
    expect(code).toContain('fetch(`${IBYOK_API}/external/keys/${keyId}/value`');
    expect(code).toContain('add ?env=development.');
    expect(code).toContain("if (modeInfo.effectiveMode === 'live')");
  });

  it('never carries the token', () => {
    expect(typescriptValue(FACTS)).not.toContain(FACTS.token);
  });
});

describe('pythonValue', () => {
  it('fetches the key and branches on the mode, and never carries the token', () => {
    const code = pythonValue(FACTS);
    expect(code).toContain("IBYOK_API = 'http://localhost:3000'");
    expect(code).toContain("key_id = 'openai-prod'");
    expect(code).toContain('add ?env=development.');
    expect(code).toContain('if key["modeInfo"]["effectiveMode"] == "live":');
    expect(code).not.toContain(FACTS.token);
  });
});

describe('exampleEnvironment', () => {
  it('is the first one in the fixed order', () => {
    expect(exampleEnvironment(['production', 'staging'])).toBe('staging');
  });
});
