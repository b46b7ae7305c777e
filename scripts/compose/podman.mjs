import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runProgram, tryProgram } from './run-program.mjs';

/** Stand-ins bear other images' names, so they are kept in a store of their own, out of the usual one. */
export const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ibyok-compose');

const CONTAINERS_CONF = `[containers]
default_ulimits = ["nofile=1024:20000", "nproc=1024:2048"]
log_driver = "k8s-file"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_backend = "netavark"
network_config_dir = "${CACHE}/networks"
`;

const STORAGE_CONF = `[storage]
driver = "overlay"
graphroot = "${CACHE}/storage"
runroot = "/run/ibyok-compose"
`;

const REGISTRIES_CONF = `unqualified-search-registries = ["docker.io"]
`;

/** Settings of a server or a stack that this shell happens to have; they are not the test's. */
const FOREIGN_SETTINGS = /^(IBYOK_|AWS_|POSTGRES_|COMPOSE_|DATABASE_URL$)|_(MODE_FORCED|MOCK_ALLOWED|PORT)$/;

const ENVIRONMENT = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN_SETTINGS.test(name))),
  PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`,
  CONTAINERS_CONF: join(CACHE, 'containers.conf'),
  CONTAINERS_STORAGE_CONF: join(CACHE, 'storage.conf'),
  CONTAINERS_REGISTRIES_CONF: join(CACHE, 'registries.conf'),
  BUILDAH_ISOLATION: 'chroot',
  // The OCI format has no HEALTHCHECK.
  BUILDAH_FORMAT: 'docker',
  ...(existsSync('/run/systemd/system') ? {} : { DISABLE_HC_SYSTEMD: 'true' }),
};

/** Writes podman's configuration into the cache. */
export function configurePodman() {
  mkdirSync(CACHE, { recursive: true, mode: 0o700 });
  writeFileSync(join(CACHE, 'containers.conf'), CONTAINERS_CONF);
  writeFileSync(join(CACHE, 'storage.conf'), STORAGE_CONF);
  writeFileSync(join(CACHE, 'registries.conf'), REGISTRIES_CONF);
}

/**
 * Runs `podman` to its end and returns its output; fails unless it exits with 0.
 * @param {...string} args
 */
export function podman(...args) {
  return runProgram('podman', args, { env: ENVIRONMENT });
}

/**
 * Runs `podman` to its end, whatever the end.
 * @param {...string} args
 */
export function tryPodman(...args) {
  return tryProgram('podman', args, { env: ENVIRONMENT });
}

/**
 * Runs `podman-compose` in a folder with a docker-compose.yml, whatever the end.
 * @param {string} folder
 * @param {Record<string, string>} variables what the file interpolates
 * @param {readonly string[]} args
 */
export function tryCompose(folder, variables, args) {
  return tryProgram('podman-compose', args, { cwd: folder, env: { ...ENVIRONMENT, ...variables } });
}

/**
 * Runs a shell line with podman's environment; fails unless it exits with 0.
 * @param {string} line
 */
export function podmanShell(line) {
  return runProgram('sh', ['-ec', line], { env: ENVIRONMENT });
}
