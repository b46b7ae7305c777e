import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, SourceTextModule } from 'node:vm';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLIENT = join(ROOT, 'libs/client');
const directory = mkdtempSync(join(tmpdir(), 'ibyok-client-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const run = (program: string, words: readonly string[], cwd: string): string => {
  const { npm_config_local_prefix: _, NODE_ENV: __, ...env } = process.env;
  return execFileSync(program, [...words], { cwd, env, encoding: 'utf8', stdio: 'pipe' });
};

test('the package holds what is built, its types, a README and the licence, and needs nothing', () => {
  const [packed] = JSON.parse(run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], CLIENT));
  const paths: string[] = packed.files.map(({ path }: { path: string }) => path);
  expect(paths.filter((path) => !path.startsWith('dist/')).sort()).toEqual([
    'LICENSE',
    'README.md',
    'package.json',
  ]);
  expect(paths).toEqual(expect.arrayContaining(['dist/index.js', 'dist/index.d.ts']));
  expect(paths.join()).not.toMatch(/spec|fake/);
  const manifest = JSON.parse(readFileSync(join(CLIENT, 'package.json'), 'utf8'));
  expect([manifest.private, manifest.dependencies, manifest.peerDependencies]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('nothing in it is of one platform', () => {
  const files = readdirSync(join(CLIENT, 'dist'), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((path) => path.endsWith('.js'))) {
    const text = readFileSync(join(CLIENT, 'dist', file), 'utf8');
    for (const [, from] of text.matchAll(/(?:from|import)\s*\(?['"]([^'"]+)['"]/g)) {
      expect(`${file}: ${from}`).toMatch(/: \.{1,2}\/[\w./-]+\.js$/);
    }
    expect(text).not.toMatch(/\b(Buffer|require|__dirname)\b/);
  }
});

test('it works where there is nothing but what every platform has', async () => {
  const asked: string[] = [];
  const answer = {
    keyId: 'key_1',
    name: 'n',
    llmType: 'openai',
    value: 'v',
    modeInfo: { environment: 'staging', effectiveMode: 'mock', source: 'tenant_setting' },
  };
  const context = createContext({
    ...{
      AbortController,
      URL,
      URLSearchParams,
      TextEncoder,
      TextDecoder,
      Response,
      setTimeout,
      clearTimeout,
      crypto,
      btoa,
      atob,
    },
    fetch: async (url: string) => {
      asked.push(url);
      return new Response(JSON.stringify(answer));
    },
  });
  const modules = new Map<string, SourceTextModule>();
  const load = (path: string): SourceTextModule => {
    const known =
      modules.get(path) ?? new SourceTextModule(readFileSync(path, 'utf8'), { context, identifier: path });
    modules.set(path, known);
    return known;
  };
  const entry = load(join(CLIENT, 'dist/index.js'));
  await entry.link((specifier, { identifier }) => load(join(identifier, '..', specifier)));
  await entry.evaluate();
  const { createIbyok } = entry.namespace as typeof import('@ibyok/client');
  const client = createIbyok({ api: 'https://vault.test', accessToken: 'ibyok_x' });
  expect((await client.key('openai')).value).toBe('v');
  expect(asked).toEqual(['https://vault.test/external/keys/openai/value']);
});

test('its types do for a program that knows Node alone, and say what is wrong', () => {
  mkdirSync(join(directory, 'node_modules/@ibyok'), { recursive: true });
  symlinkSync(CLIENT, join(directory, 'node_modules/@ibyok/client'));
  symlinkSync(join(ROOT, 'node_modules/@types'), join(directory, 'node_modules/@types'));
  const compilerOptions = {
    module: 'NodeNext',
    target: 'ES2023',
    lib: ['ES2023'],
    strict: true,
    types: ['node'],
    noEmit: true,
    skipLibCheck: false,
  };
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(directory, 'program.ts'),
    `import { ibyok, createIbyok, openaiOptions, IbyokError } from '@ibyok/client';
     const { value, baseUrl, modeInfo } = await ibyok.key('openai');
     const text: string = value; const address: string | undefined = baseUrl;
     if (modeInfo.effectiveMode === 'mock' && modeInfo.stale) openaiOptions({ value: text, baseUrl: address });
     const client = createIbyok({ cache: { store: new Map<string, string>(), maxAge: 1000, passphrase: 'x' } });
     for await (const key of client.keys()) console.log(key.slug);
     // @ts-expect-error there is no such mode
     if (modeInfo.effectiveMode === 'dead') throw new IbyokError('', { code: 'x' });`,
  );
  run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'], directory);
});
