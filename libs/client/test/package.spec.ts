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

/** A project that has the package and the types of Node. */
function projectWithClient(): string {
  const project = mkdtempSync(join(directory, 'project-'));
  mkdirSync(join(project, 'node_modules/@ibyok'), { recursive: true });
  symlinkSync(CLIENT, join(project, 'node_modules/@ibyok/client'));
  symlinkSync(join(ROOT, 'node_modules/@types'), join(project, 'node_modules/@types'));
  return project;
}

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

test('a program of the older module kind may require it', () => {
  const program = `const { createIbyok, openaiOptions } = require('@ibyok/client');
    console.log(typeof createIbyok, openaiOptions({ value: 'v' }).apiKey);`;
  expect(run(process.execPath, ['-e', program], projectWithClient())).toBe('function v\n');
});

test('errors keep their names in a bundle whose names are shortened', async () => {
  const file = join(directory, 'bundle.mjs');
  const bundler = join(ROOT, 'node_modules/rolldown/bin/cli.mjs');
  run(process.execPath, [bundler, join(CLIENT, 'dist/index.js'), '--minify', '--file', file], directory);
  const program = `import * as bundled from './bundle.mjs';
    const kinds = Object.entries(bundled).filter(([name]) => name.endsWith('Error'));
    console.log(JSON.stringify(kinds.map(([name, Kind]) => [name, new Kind('', { code: 'x' }).name, Kind.name])));`;
  const named: [string, string, string][] = JSON.parse(
    run(process.execPath, ['--input-type=module', '-e', program], directory),
  );
  expect(named.length).toBeGreaterThan(9);
  for (const [name, shown, shortened] of named) expect([shown, shortened === name]).toEqual([name, false]);
});

test.each([
  ['NodeNext', 'NodeNext'],
  ['ES2022', 'Bundler'],
  ['ES2022', 'Node10'],
])('its types do for a program of %s modules, found as %s does', (module, moduleResolution) => {
  const project = projectWithClient();
  const compilerOptions = {
    module,
    moduleResolution,
    target: 'ES2022',
    strict: true,
    noEmit: true,
    types: [],
  };
  const files = ['program.ts'];
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  writeFileSync(
    join(project, 'program.ts'),
    `import { createIbyok, type Key } from '@ibyok/client';
     export const fetchKey = (): Promise<Key> => createIbyok().key('openai');
     // @ts-expect-error a key's name is a text
     createIbyok().key(7);`,
  );
  run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'], project);
});

test('its types do for a program that knows Node alone that knows Node alone, and say what is wrong', () => {
  const directory = projectWithClient();
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
