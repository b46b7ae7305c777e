import type { Answer, ApiClient } from '../harness/api-client.js';
import type { KeyMode, KeyValue, Mode, Override } from '../harness/contract.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
const replica = await startServer({ database, secrets: server.secrets });
const { token } = await createToken(owner.api);
const apps = [server.withToken(token), replica.withToken(token)] as const;
const people = [owner.api, owner.api.copy(replica.origin)] as const;
const key = await createKey(owner.api);

const TOGGLES = 1_000;

interface Choice {
  readonly override: Override;
  readonly environmentDefault: Mode;
}

/** What is chosen after each toggle; the first is how a new key begins. */
const choices: Choice[] = [{ override: 'inherit', environmentDefault: 'mock' }];
/** The last toggle that was acknowledged. The last one of `choices` may be on its way. */
let acknowledged = 0;

const wordOf = ({ override, environmentDefault }: Choice): string =>
  override === 'inherit' ? `${environmentDefault} by tenant_setting` : `${override} by key_override`;

/** Every fourth toggle is of the environment's default, the others are of the key's override. */
async function toggle(index: number): Promise<void> {
  const api = people[index % 2 === 0 ? 0 : 1];
  const { override, environmentDefault } = choices[index - 1] as Choice;
  const ofDefault = index % 4 === 3;
  const next: Choice = ofDefault
    ? { override, environmentDefault: environmentDefault === 'live' ? 'mock' : 'live' }
    : { override: (['live', 'inherit', 'mock'] as const)[index % 3] ?? 'inherit', environmentDefault };
  choices.push(next);
  const answer = ofDefault
    ? await api.patch('/api/settings/environments', { development: next.environmentDefault })
    : await api.patch(`/api/keys/${key.id}/overrides`, { development: next.override });
  expect(answer.status).toBe(200);
  acknowledged = index;
}

/** Expects an answer to be of one moment between those when it was asked for and when it came. */
function expectOfOneMoment({ status, body }: Answer<KeyValue | KeyMode>, since: number): void {
  expect(status).toBe(200);
  const { effectiveMode, source } = body.modeInfo;
  const possible = choices.slice(since).map(wordOf);
  expect(possible).toContain(`${effectiveMode} by ${source}`);
  if ('value' in body) expect(body.value === key.value ? 'live' : 'mock').toBe(effectiveMode);
}

async function read(app: ApiClient): Promise<string> {
  const since = acknowledged;
  const answer = await fetchValue(app, key.id, 'development');
  expectOfOneMoment(answer, since);
  return answer.body.modeInfo.effectiveMode;
}

async function readMode(app: ApiClient): Promise<string> {
  const since = acknowledged;
  const answer: Answer<KeyMode> = await app.get(`/external/keys/${key.id}/mode?env=development`);
  expectOfOneMoment(answer, since);
  return answer.body.modeInfo.effectiveMode;
}

test('through 1,000 toggles on two replicas, each answer is of one moment, and none asked for later has the old mode', async () => {
  let toggling = true;
  const seen: Record<string, number> = { live: 0, mock: 0 };
  const repeat = async (ask: () => Promise<string>): Promise<void> => {
    while (toggling) {
      const mode = await ask();
      seen[mode] = (seen[mode] ?? 0) + 1;
    }
  };
  const readers = apps.flatMap((app) => [
    repeat(() => read(app)),
    repeat(() => read(app)),
    repeat(() => readMode(app)),
  ]);
  for (let index = 1; index <= TOGGLES; index += 1) {
    await toggle(index);
    // No other toggle is on its way: one choice is possible.
    await Promise.all(apps.map(read));
  }
  toggling = false;
  await Promise.all(readers);
  expect(choices).toHaveLength(TOGGLES + 1);
  expect(new Set(choices.map(wordOf)).size).toBe(4);
  expect(seen.live).toBeGreaterThan(100);
  expect(seen.mock).toBeGreaterThan(100);
});
