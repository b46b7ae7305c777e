import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';
import { Client } from 'pg';
import { isRunning } from '../process-identity.js';

/** What an owning process reports: a running server, or why there is none. */
export type OwnerReport = RunningServer | { readonly code: string; readonly message: string };

export interface RunningServer {
  readonly ownerUrl: string;
  readonly pid: number;
  readonly watchdogPid: number;
}

const sources = dirname(dirname(fileURLToPath(import.meta.url)));
const repository = join(sources, '../../../../..');

/** Owns an embedded PostgreSQL until told to stop, or killed. */
const OWNER_PROGRAM = `
import { execFileSync } from 'node:child_process';
import { startEmbeddedPostgres } from './start-embedded-postgres.js';
try {
  const server = await startEmbeddedPostgres({
    dataDirectory: process.argv[2],
    durable: process.env.DURABLE !== 'false',
    maxConnections: 20,
  });
  const children = execFileSync('ps', ['-o', 'pid=,comm=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  const watchdogPid = Number(children.match(/(\\d+) ibyok-watchdog/)?.[1]);
  process.send({ ownerUrl: server.ownerUrl, pid: server.pid, watchdogPid });
  process.on('message', async () => { await server.stop(); process.disconnect(); });
} catch ({ code, message }) {
  process.send({ code, message });
  process.disconnect();
}`;

/** Separate processes that own an embedded PostgreSQL each, running the supervisor as it is compiled. */
export class OwnerProcesses {
  readonly #compiled = join(
    repository,
    'node_modules/.cache',
    `embedded-postgres-${process.pid}-${Date.now()}`,
  );
  readonly #scratch = mkdtempSync(join(tmpdir(), 'embedded-'));
  readonly #owners: ChildProcess[] = [];
  #directories = 0;

  constructor() {
    // Open to another account on its way through: what root's PostgreSQL runs as.
    chmodSync(this.#scratch, 0o711);
    mkdirSync(this.#compiled, { recursive: true });
    for (const name of readdirSync(sources).filter((file) => /(?<!\.spec)\.ts$/.test(file))) {
      const { code } = transformFileSync(join(sources, name), { configFile: join(repository, '.swcrc') });
      writeFileSync(join(this.#compiled, name.replace(/ts$/, 'js')), code);
    }
    writeFileSync(join(this.#compiled, 'package.json'), '{"type":"module"}');
    writeFileSync(join(this.#compiled, 'owner.js'), OWNER_PROGRAM);
  }

  /** The path of a data directory that does not exist yet. */
  newDirectory(): string {
    this.#directories += 1;
    return join(this.#scratch, String(this.#directories));
  }

  /** Starts a process that owns `dataDirectory` and resolves to what came of it. */
  async own(
    dataDirectory: string,
    env: NodeJS.ProcessEnv = {},
  ): Promise<{ owner: ChildProcess; report: OwnerReport }> {
    const owner = fork(join(this.#compiled, 'owner.js'), [dataDirectory], {
      execArgv: [],
      env: { ...process.env, NODE_OPTIONS: '', ...env },
    });
    this.#owners.push(owner);
    const [report] = (await once(owner, 'message')) as [OwnerReport];
    return { owner, report };
  }

  /** As `own`, and fails unless PostgreSQL runs. */
  async start(
    dataDirectory: string,
    env?: NodeJS.ProcessEnv,
  ): Promise<RunningServer & { owner: ChildProcess }> {
    const { owner, report } = await this.own(dataDirectory, env);
    if ('code' in report) throw new Error(`${report.code}: ${report.message}`);
    return { owner, ...report };
  }

  /** Ends what is left and removes every directory. */
  async cleanUp(): Promise<void> {
    const left = this.#owners.filter((owner) => owner.exitCode === null && owner.signalCode === null);
    for (const owner of left) owner.kill('SIGKILL');
    if (left.length > 0) await sleep(1_000);
    rmSync(this.#compiled, { recursive: true, force: true });
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}

/** Asks the owner to stop its server; resolves to the owner's exit code. */
export async function stop(owner: ChildProcess): Promise<number | null> {
  const ended = once(owner, 'exit');
  owner.send('stop');
  const [code] = (await ended) as [number | null];
  return code;
}

/** Runs statements one after another and returns the last one's rows. */
export async function query(ownerUrl: string, ...statements: string[]): Promise<unknown[]> {
  const client = new Client(ownerUrl);
  client.on('error', () => {});
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** True if none of the processes runs any more before the time is up. */
export async function goneWithin(milliseconds: number, ...pids: number[]): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (pids.some(isRunning)) {
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  return true;
}

/** The directory of the server's Unix socket. */
export function socketDirectory(ownerUrl: string): string {
  return new URLSearchParams(ownerUrl.split('?')[1]).get('host') ?? '';
}
