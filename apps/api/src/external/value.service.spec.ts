import { newAccessToken } from '../identifiers/access-token-format.js';
import { caller, callerWith, fetching, fetchOf, LIVE } from './fetching.fake.js';

describe('the way of a fetch', () => {
  it('asks for facts, opens, records, and only then answers', async () => {
    const { service, events } = fetching({ override: 'live' });
    const answer = await service.read(fetchOf(caller())).then((value) => {
      events.push('answered');
      return value;
    });
    expect(answer.value).toBe(LIVE);
    expect(events).toEqual(['facts of a in staging', 'open', 'recorded', 'answered']);
  });

  it('records on the connection that had the facts, for each batch', async () => {
    const { service, usedConnections, lentConnections } = fetching();
    await service.read(fetchOf(caller()));
    await service.read(fetchOf(caller()));
    const [first, second] = lentConnections;
    expect(lentConnections).toHaveLength(2);
    expect([first, first, second, second].map((one, index) => usedConnections[index] === one)).toEqual(
      Array(4).fill(true),
    );
  });

  it('never opens the live value for a mock', async () => {
    const { service, events } = fetching({ override: 'mock' });
    const { value, baseUrl } = await service.read(fetchOf(caller()));
    expect(value).toMatch(/^sk-mock-openai-[0-9a-f]{12}$/);
    expect(baseUrl).toBe('http://localhost:3000/mock/openai/v1');
    expect(events).not.toContain('open');
  });

  it('answers nothing where the record is lost', async () => {
    const { service } = fetching({ override: 'live', recordable: false });
    await expect(service.read(fetchOf(caller()))).rejects.toThrow('the record is lost');
  });

  it('records who fetched which version of what, where, with which outcome, and no value', async () => {
    const { service, entries } = fetching({ override: 'live' });
    await service.read(fetchOf(caller()));
    expect(entries).toEqual([
      {
        tenantId: 'ten_1',
        actor: { type: 'token', id: 'tok_1', name: 'ci' },
        action: 'key.value.read',
        outcome: 'allowed',
        keyId: 'key_1',
        keyVersion: 3,
        tokenId: 'tok_1',
        environment: 'staging',
        effectiveMode: 'live',
        source: 'key_override',
        requestId: 'req_1',
        ip: '127.0.0.1',
      },
    ]);
  });

  it('records every one of the fetches that asked the same together, and opens once', async () => {
    const { service, entries, events } = fetching({ override: 'live' });
    const callers = ['req_1', 'req_2', 'req_3'].map((requestId) => ({ ...caller(), requestId }));
    const answers = await Promise.all(callers.map((one) => service.read(fetchOf(one))));
    expect(answers.map(({ value }) => value)).toEqual([LIVE, LIVE, LIVE]);
    expect(entries.map(({ requestId }) => requestId)).toEqual(['req_1', 'req_2', 'req_3']);
    expect(events).toEqual(['facts of a in staging', 'open', 'recorded']);
  });

  it('gives each fetch of a batch its own answer', async () => {
    const { service, entries } = fetching({ override: 'live' });
    const [allowed, denied] = await Promise.allSettled([
      service.read(fetchOf(caller())),
      service.read(fetchOf(caller(), 'production')),
    ]);
    expect(allowed).toMatchObject({ status: 'fulfilled', value: { value: LIVE } });
    expect(denied).toMatchObject({ status: 'rejected', reason: { code: 'environment_not_allowed' } });
    expect(entries.map(({ outcome }) => outcome)).toEqual(['allowed', 'denied']);
  });

  it('refuses an environment that the token is not bound to, and records that', async () => {
    const { service, entries, events } = fetching({ override: 'live' });
    await expect(service.read(fetchOf(caller(), 'production'))).rejects.toMatchObject({
      code: 'environment_not_allowed',
    });
    expect(entries).toMatchObject([
      { outcome: 'denied', reason: 'environment_not_allowed', environment: 'production' },
    ]);
    expect(events).not.toContain('open');
  });

  it('makes a live value that does not open an error, never a mock', async () => {
    const { service, entries, facts } = fetching({ override: 'live' });
    if (facts.key) Object.assign(facts.key, { version: 4 });
    await expect(service.read(fetchOf(caller()))).rejects.toMatchObject({
      status: 500,
      code: 'value_not_openable',
    });
    expect(entries).toMatchObject([{ outcome: 'denied', reason: 'value_not_openable' }]);
  });

  it.each([
    ['none', undefined],
    ['another scheme', `Basic ${newAccessToken()}`],
    ['a wrong checksum', `Bearer ${newAccessToken().slice(0, -1)}_`],
  ])('looks nothing up for a token with %s', async (_, authorization) => {
    const { service, events } = fetching();
    await expect(service.read(fetchOf(callerWith(authorization)))).rejects.toMatchObject({ status: 401 });
    expect(events).toEqual([]);
  });

  it('gives a key the same mock every time, made without its value', async () => {
    const one = await fetching({ override: 'mock' }).service.read(fetchOf(caller()));
    const two = await fetching({ override: 'mock' }).service.read(fetchOf(caller()));
    expect(one.value).toBe(two.value);
  });
});
