import { caller, fetching, fetchOf, LIVE } from './fetching.fake.js';

describe('a fetch whose facts are remembered', () => {
  it('answers by remembered facts where they are the same still, recorded by one statement', async () => {
    const { service, events, entries } = fetching({ remembers: true });
    const { value } = await service.read(fetchOf(caller()));
    expect(value).toBe(LIVE);
    expect(events).toEqual(['open', 'compared', 'recorded']);
    expect(entries).toMatchObject([{ effectiveMode: 'live', source: 'tenant_setting' }]);
  });

  it('answers by the facts that it reads, and records only that, where the remembered ones have changed', async () => {
    const { service, events, entries } = fetching({ remembers: true, unchanged: false });
    const { value } = await service.read(fetchOf(caller()));
    expect(value).toMatch(/^sk-mock-openai-/);
    expect(events).toEqual(['open', 'compared', 'facts of a in staging', 'recorded']);
    expect(entries).toMatchObject([{ effectiveMode: 'mock', source: 'tenant_setting' }]);
  });

  it('answers nothing by remembered facts where the record is lost', async () => {
    const { service, events } = fetching({ remembers: true, recordable: false });
    await expect(service.read(fetchOf(caller()))).rejects.toThrow('the record is lost');
    expect(events).not.toContain('facts of a in staging');
  });

  it('answers a token that no longer counts with 401, whatever is remembered of it', async () => {
    const { service, entries } = fetching({ remembers: true, unchanged: false, found: false });
    await expect(service.read(fetchOf(caller()))).rejects.toMatchObject({ status: 401 });
    expect(entries).toEqual([]);
  });
});
