import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';

const read = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

interface Service {
  readonly user?: string;
  readonly image: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly privileged?: boolean;
  readonly security_opt?: readonly string[];
  readonly environment: Readonly<Record<string, string | null>>;
}

const compose = load(read('docker-compose.yml'), { schema: CORE_SCHEMA.withTags(mergeTag) }) as {
  readonly services: Readonly<Record<string, Service>>;
};
const services = Object.entries(compose.services);

/** The names of variables that hold secrets. */
const SECRET = /(PASSWORD|SECRET|TOKEN|MASTER_KEY|ACCESS_KEY|SMTP_URL)$/;

test('no secret has a value in what is shipped', () => {
  const secrets = services.flatMap(([, { environment }]) =>
    Object.entries(environment).filter(([name]) => SECRET.test(name)),
  );
  expect(secrets.length).toBeGreaterThanOrEqual(10);
  // Nothing, or what the person's own variable of that name says, without which compose refuses.
  for (const [name, value] of secrets) expect([name, value]).toEqual([name, handedOn(value)]);

  const template = read('.env.example')
    .split('\n')
    .filter((line) => /^\w+=/.test(line));
  expect(template.length).toBeGreaterThan(2);
  for (const line of template) expect(line).toMatch(/^\w+=$/);
  expect(read('Dockerfile')).not.toMatch(/^(ENV|ARG) .*(PASSWORD|SECRET|TOKEN|KEY)/m);
});

/** The value itself where it is no secret of the file's own. */
function handedOn(value: string | null): string | null | undefined {
  return value === null || /^\$\{\w+:\?[^}]*\}$/.test(value) ? value : undefined;
}

test('every container is confined', () => {
  expect(services.map(([name]) => name)).toEqual(expect.arrayContaining(['postgres', 'dashboard']));
  for (const [name, service] of services) {
    // The image's own user, but for PostgreSQL's image, which begins as root.
    expect([name, service.user]).toEqual([name, name === 'postgres' ? 'postgres' : undefined]);
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges'],
    });
    expect([service.cap_add, service.privileged]).toEqual([undefined, undefined]);
  }
  const [, user] = /^USER (\d+):\d+$/m.exec(read('Dockerfile').split('\nFROM ').at(-1) ?? '') ?? [];
  expect(Number(user)).toBeGreaterThan(0);
});
