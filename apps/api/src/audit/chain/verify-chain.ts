import type { ChainHead, ChainLink } from './chain-link.js';
import type { ChainedRecord } from './chained-record.js';
import { checkLink, checkRecords } from './check-link.js';

/** Up to where records were removed on purpose; the chain's own records say so. */
export interface Pruned {
  readonly throughLink: bigint;
}

/** What the verification reads, all of it from one snapshot. */
export interface ChainSource {
  readonly head: ChainHead;
  readonly pruned: Pruned | null;
  /** Every link, by number. */
  links(): AsyncIterable<ChainLink>;
  /** The records after one seq up to another, by seq. */
  records(after: string, through: string): Promise<readonly ChainedRecord[]>;
  /** The seqs of a link's records whose checksum does not fit them. */
  changed(link: ChainLink): Promise<readonly string[]>;
  /** The seqs of records that stand outside of the chain: before its first or behind its last. */
  strays(last: string): Promise<readonly string[]>;
}

/** Records looked at together: what bounds the memory, besides one link's own records. */
const GROUP = 10_000;

/**
 * Looks at every link and every record, and yields one line for each place where they are not as they were
 * appended. `onLink` sees every link in its order, `progress` the last record of every stretch.
 */
export async function* verifyChain(
  source: ChainSource,
  onLink: (link: ChainLink) => void,
  progress: (lastSeq: bigint) => void,
): AsyncGenerator<string> {
  const { head } = source;
  let before = { number: '0', last_seq: '0', hash: head.installation };
  for await (const group of groupsOf(source.links())) {
    const records = await source.records(before.last_seq, group.at(-1)?.last_seq ?? before.last_seq);
    let next = 0;
    for (const link of group) {
      yield* checkLink(link, before);
      const start = next;
      while (next < records.length && BigInt(records[next]?.seq ?? 0) <= BigInt(link.last_seq)) next += 1;
      yield* await checkRecords(
        link,
        records.slice(start, next),
        isPruned(link, source.pruned),
        source.changed,
      );
      onLink(link);
      before = link;
    }
    progress(BigInt(before.last_seq));
  }
  if (before.number !== head.number || before.last_seq !== head.last_seq || !before.hash.equals(head.hash)) {
    yield `the end: the chain ends at link ${before.number}, its head says link ${head.number}`;
  }
  for (const seq of await source.strays(before.last_seq)) yield `record ${seq}: inserted`;
}

function isPruned(link: ChainLink, pruned: Pruned | null): boolean {
  return pruned !== null && BigInt(link.number) <= pruned.throughLink;
}

async function* groupsOf(links: AsyncIterable<ChainLink>): AsyncGenerator<readonly ChainLink[]> {
  let group: ChainLink[] = [];
  let records = 0;
  for await (const link of links) {
    group.push(link);
    records += link.records;
    if (records < GROUP) continue;
    yield group;
    group = [];
    records = 0;
  }
  if (group.length > 0) yield group;
}
