import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adminVariables } from '../harness/admin-command.js';
import { type Ending, type Machine, startMachine, type Variables } from '../harness/machine.js';
import { newDirectory, noteProcess } from '../harness/run.js';
import { createKey, createToken, startWorkspace, type Workspace } from '../harness/workspace.js';
import type { Sample } from './samples.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const SDKS = join(ROOT, 'apps/api/test/mocks/sdks/node_modules');
/** The providers' own clients that samples import. */
const SHOWN_SDKS = ['openai', '@anthropic-ai/sdk', '@google/genai'];
/** What the pages have, in place of the reader's own. */
const SHOWN_ADDRESS = /http:\/\/localhost:3000/g;
const SHOWN_EMAIL = /ada@example\.com/g;

/** Somebody who does what the pages say: with a workspace, a machine, and a folder for each page. */
export class Reader {
  private constructor(
    private readonly workspace: Workspace,
    private readonly machine: Machine,
    private readonly variables: Variables,
    /** A project with the packages that samples import. */
    private readonly project: string,
    private folder = project,
  ) {}

  /** A reader with keys, a token, and the packages that samples import. */
  static async start(): Promise<Reader> {
    const workspace = await startWorkspace();
    const { owner, server } = workspace;
    for (const [llmType, slug, name] of [
      ['openai', 'openai', 'OpenAI'],
      ['anthropic', 'anthropic', 'Anthropic'],
      ['google', 'gemini', 'Gemini'],
    ] as const)
      await createKey(owner.api, { llmType, slug, name });
    const scopes = ['keys:read', 'keys:write', 'usage:read'];
    const { token } = await createToken(owner.api, { scopes });
    const machine = await startMachine();
    const project = newDirectory();
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), '{ "private": true, "scripts": { "test": "node -e 0" } }');
    copyFileSync(join(ROOT, 'examples/python/ibyok.py'), join(project, 'ibyok.py'));
    const variables = { IBYOK_API: server.origin, IBYOK_ACCESS_TOKEN: token, YOUR_TOKEN: token };
    const installed = await machine.sh('npm install @ibyok/client\nnpm install --global @ibyok/cli', project);
    if (installed.code !== 0) throw new Error(installed.stderr);
    return new Reader(workspace, machine, variables, project);
  }

  /** Begins a page, in a folder that no other page has written to. */
  open(): void {
    this.folder = newDirectory();
    cpSync(this.project, this.folder, { recursive: true, verbatimSymlinks: true });
    // Above the folder they are found, too, and no `npm install` of a page takes them away.
    const above = join(dirname(this.folder), 'node_modules');
    for (const name of SHOWN_SDKS) {
      mkdirSync(dirname(join(above, name)), { recursive: true });
      symlinkSync(join(SDKS, name), join(above, name));
    }
  }

  /** Does what a sample says; throws, with all that was said, unless it comes to what the page says. */
  async follow(sample: Sample): Promise<void> {
    const { language, way, operand } = sample;
    const text = sample.text
      .replace(SHOWN_ADDRESS, this.workspace.server.origin)
      .replace(SHOWN_EMAIL, this.workspace.owner.email);
    if (language === 'json') return this.compare(way, operand, JSON.parse(text));
    if (way === 'file') return writeFileSync(join(this.folder, operand), text);
    if (way === 'known') return assertScriptsExist(text);
    if (way === 'admin') return this.administer(text);
    const ending = await this.run(sample, text);
    if (ending.code !== sample.exitCode)
      throw new Error(`${sample.at} ended with ${ending.code}:\n${ending.stdout}${ending.stderr}`);
  }

  private run({ language, way }: Sample, text: string): Promise<Ending> {
    if (way === 'start') return startServerBy(text);
    if (language === 'sh') return this.machine.sh(text, this.folder, this.variables);
    const [program, file] = language === 'js' ? ['node', 'sample.mjs'] : ['python3', 'sample.py'];
    writeFileSync(join(this.folder, file), text);
    return this.machine.run([program, file], this.folder, this.variables);
  }

  private async compare(way: string, operand: string, shown: unknown): Promise<void> {
    if (way === 'get') {
      const { status, body } = await this.workspace.server
        .withToken(this.variables.IBYOK_ACCESS_TOKEN ?? '')
        .get(operand);
      if (status !== 200) throw new Error(`${operand} answered ${status}`);
      expect(comparable(body)).toEqual(comparable(shown));
    } else if (way === 'post') {
      const { body } = await this.workspace.app.get<{ value: string }>('/external/keys/openai/value');
      const answer = await this.workspace.server.withToken(body.value).post(operand, shown);
      if (answer.status !== 200) throw new Error(`${operand} answered ${answer.status}: ${answer.text}`);
    }
  }

  /** Runs each `npm run admin -- VERB` on the server's database. */
  private async administer(text: string): Promise<void> {
    const { database, server } = this.workspace;
    for (const line of commandsOf(text)) {
      const [, words = ''] = /^npm run admin -- (.+)$/.exec(line) ?? [];
      if (words === '') throw new Error(`is no command of an administrator: ${line}`);
      // Restoring is into an empty place, with the server stopped.
      const onto = words.startsWith('restore ')
        ? { IBYOK_DATA_DIR: newDirectory(), IBYOK_MASTER_KEY: server.secrets.masterKey }
        : adminVariables(database, server.secrets);
      const command = `node ${join(ROOT, 'apps/api/dist/admin.js')} ${words}`;
      const { code, stdout, stderr } = await this.machine.sh(command, this.folder, onto, `${NEW_PASSWORD}\n`);
      if (code !== 0) throw new Error(`${line} ended with ${code}:\n${stdout}${stderr}`);
    }
  }
}

const NEW_PASSWORD = 'cormorant-lattice-7-umbrella';

/** Starts a server as a page says, in a data directory of its own, until it answers or ends. */
async function startServerBy(text: string): Promise<Ending> {
  const child = spawn('sh', ['-e', '-c', text], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', IBYOK_DATA_DIR: newDirectory() },
    // A process group: npm, the script and the server end together.
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('there is no sh');
  const forget = noteProcess(pid);
  const said = { stdout: '', stderr: '' };
  let answers = false;
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (words: string) => {
      said[stream] += words;
      if (answers || !said[stream].includes('answers at')) return;
      answers = true;
      process.kill(-pid, 'SIGTERM');
    });
  }
  const [code] = await once(child, 'close');
  forget();
  return { code: answers ? 0 : code, ...said };
}

/** Throws for a command that is none of this checkout's own. */
function assertScriptsExist(text: string): void {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  for (const line of commandsOf(text)) {
    const [, script = ''] = /^npm (?:run )?([\w:]+)$/.exec(line) ?? [];
    if (!(script in scripts)) throw new Error(`package.json has no ${line}`);
  }
}

/** The lines that are commands, without what is said of them. */
function commandsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
}

/** An answer without what differs between workspaces (ids, the digits of mock values); of a list its first item. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(comparable);
  if (typeof value === 'string') return value.replace(/^key_\w+$/, 'key_').replace(/-[0-9a-f]{12}$/, '-');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, comparable(inner)]));
}
