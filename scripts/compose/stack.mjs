import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { podman, tryCompose, tryPodman } from './podman.mjs';

export const IMAGE = 'ibyok:local';
export const EXTERNAL = ['external-development', 'external-staging', 'external-production'];
export const SERVERS = ['dashboard', ...EXTERNAL];
const SERVICES = ['postgres', ...SERVERS];

/** Milliseconds. podman-compose does not wait for PostgreSQL: servers that come first are started again. */
const READY_WITHIN = 180_000;

/** The stack of docker-compose.yml under a project name, secrets and free ports of its own. */
export class Stack {
  /**
   * @param {string} root the project's
   * @returns {Promise<Stack>}
   */
  static async prepare(root) {
    const ports = await freePorts(SERVERS.length);
    return new Stack(root, new Map(SERVERS.map((service, index) => [service, ports[index] ?? 0])));
  }

  /**
   * @param {string} root
   * @param {ReadonlyMap<string, number>} ports
   */
  constructor(root, ports) {
    this.root = root;
    this.ports = ports;
    this.project = `ibyok-test-${randomBytes(3).toString('hex')}`;
    /** @type {Readonly<Record<string, string>>} */
    this.secrets = {
      // Characters that a URL, a shell, YAML and SQL each read in their own way.
      POSTGRES_PASSWORD: `p@ss:w/o?r#d%25&'" \\$\{x}${randomBytes(8).toString('hex')}`,
      IBYOK_MASTER_KEY: randomBytes(32).toString('base64'),
      IBYOK_SESSION_SECRET: randomBytes(32).toString('base64'),
    };
    // Away from the root, where an .env may hold other secrets.
    this.folder = mkdtempSync(join(tmpdir(), 'ibyok-compose-'));
    copyFileSync(join(root, 'docker-compose.yml'), join(this.folder, 'docker-compose.yml'));
  }

  /** Builds the image from the project's root, as docker-compose.yml says. */
  async build() {
    const { code, output } = await tryCompose(this.root, this.#variables(), ['-p', this.project, 'build']);
    if (code !== 0 || (await tryPodman('image', 'exists', IMAGE)).code !== 0) {
      throw new Error(output.trim().slice(-4_000));
    }
  }

  /**
   * Starts everything. Returns podman-compose's exit code and output.
   * @param {Record<string, string>} [variables] more, such as guardrails
   * @param {string} [without] a secret to leave out
   */
  up(variables = {}, without = undefined) {
    const { [without ?? '']: _, ...own } = this.#variables();
    // By itself podman adds tmpfs that Docker does not: then /run, /var/tmp and others could be written.
    const asDocker = '--podman-run-args=--read-only-tmpfs=false';
    const args = [asDocker, '-p', this.project, 'up', '-d', '--no-build'];
    return tryCompose(this.folder, { ...own, ...variables }, args);
  }

  /**
   * Stops and removes every container.
   * @param {{ volumes?: boolean }} [options] volumes: the data too
   */
  async down({ volumes = false } = {}) {
    const options = volumes ? ['--volumes'] : [];
    await tryCompose(this.folder, this.#variables(), ['-p', this.project, 'down', '-t', '30', ...options]);
  }

  /** Leaves nothing behind but the images. */
  async remove() {
    await this.clear();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Removes containers, the data and the network; also containers that are being started again and again. */
  async clear() {
    await this.down({ volumes: true });
    await tryPodman('rm', '--force', '--time', '5', ...SERVICES.map((service) => this.container(service)));
    await tryPodman('volume', 'rm', '--force', `${this.project}_database`);
    await tryPodman('network', 'rm', '--force', `${this.project}_default`);
  }

  /** What is there of it: containers, volumes and networks, one a line. */
  async remains() {
    const lists = await Promise.all([
      podman('ps', '--all', '--format', '{{.Names}}'),
      podman('volume', 'ls', '--format', '{{.Name}}'),
      podman('network', 'ls', '--format', '{{.Name}}'),
    ]);
    return lists
      .join('\n')
      .split('\n')
      .filter((name) => name.startsWith(this.project));
  }

  /** Waits until the health check of every service passes; fails after three minutes with the log of one that does not. */
  async untilReady() {
    const deadline = Date.now() + READY_WITHIN;
    for (const service of SERVICES) {
      while ((await tryPodman('healthcheck', 'run', this.container(service))).code !== 0) {
        if (Date.now() > deadline)
          throw new Error(`${service} is not ready:\n${(await this.log(service)).slice(-2_000)}`);
        await pause(500);
      }
    }
  }

  /** @param {string} service */
  container(service) {
    return `${this.project}_${service}_1`;
  }

  /** @param {string} service */
  address(service) {
    return `http://localhost:${this.ports.get(service)}`;
  }

  /** @param {string} service */
  async log(service) {
    return (await tryPodman('logs', this.container(service))).output;
  }

  /**
   * Runs a shell line in a service's container, as its user.
   * @param {string} service
   * @param {string} line
   */
  shell(service, line) {
    return tryPodman('exec', this.container(service), 'sh', '-c', line);
  }

  /**
   * Takes the secrets out of a text.
   * @param {string} text
   */
  hide(text) {
    return Object.entries(this.secrets).reduce(
      (rest, [name, secret]) => rest.replaceAll(secret, `[${name}]`),
      text,
    );
  }

  #variables() {
    const ports = SERVERS.map((service) => [
      `${service.replace('-', '_').toUpperCase()}_PORT`,
      String(this.ports.get(service)),
    ]);
    return { ...this.secrets, ...Object.fromEntries(ports) };
  }
}

/** @param {number} count */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(
    servers.map((server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)))),
  );
  const ports = servers.map(
    (server) => /** @type {import('node:net').AddressInfo} */ (server.address()).port,
  );
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
