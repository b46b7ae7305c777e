import { type ChainLink, linkHashOf, recordsHashOf } from './chain-link.js';
import type { ChainedRecord } from './chained-record.js';

/**
 * What is wrong with a link's records, one line each. `mayLack`: some of them were pruned. `findChanged` names
 * those whose checksum does not fit, where somebody changed a record without it.
 */
export async function checkRecords(
  link: ChainLink,
  records: readonly ChainedRecord[],
  mayLack: boolean,
  findChanged: (link: ChainLink) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  if (mayLack && records.length < link.records) return [];
  if (recordsHashOf(records).equals(link.records_hash)) return [];
  const findings = [
    ...(await findChanged(link)).map((seq) => `record ${seq}: changed`),
    ...repeated(records),
    ...missing(link, records),
  ];
  if (findings.length > 0) return findings;
  const inserted = records.length - link.records;
  return [`${placeOf(link)}: ${inserted > 0 ? `${inserted} inserted` : 'changed with its checksum'}`];
}

/** What is wrong with a link itself, and with its following the one before it. */
export function checkLink(
  link: ChainLink,
  before: Pick<ChainLink, 'number' | 'last_seq' | 'hash'>,
): string[] {
  const findings: string[] = [];
  const expected = BigInt(before.number) + 1n;
  if (BigInt(link.number) !== expected) {
    findings.push(`links ${expected} to ${BigInt(link.number) - 1n}: missing`);
  } else if (!link.previous_hash.equals(before.hash) || BigInt(link.first_seq) <= BigInt(before.last_seq)) {
    findings.push(`link ${link.number}: does not follow link ${before.number}`);
  }
  if (!linkHashOf(link).equals(link.hash)) findings.push(`link ${link.number}: changed`);
  return findings;
}

function placeOf({ number, first_seq, last_seq }: ChainLink): string {
  return `link ${number}, records ${first_seq} to ${last_seq}`;
}

function repeated(records: readonly ChainedRecord[]): string[] {
  return records
    .filter(({ seq }, index) => records[index - 1]?.seq === seq)
    .map(({ seq }) => `record ${seq}: is there more than once`);
}

/** Names what is missing where the link's numbers have no gap; what was recorded before the chain may have some. */
function missing(link: ChainLink, records: readonly ChainedRecord[]): string[] {
  if (records.length >= link.records) return [];
  const span = BigInt(link.last_seq) - BigInt(link.first_seq) + 1n;
  if (span !== BigInt(link.records)) {
    return [`${placeOf(link)}: ${link.records - records.length} records are missing`];
  }
  const there = new Set(records.map(({ seq }) => seq));
  const absent: string[] = [];
  for (let seq = BigInt(link.first_seq); seq <= BigInt(link.last_seq); seq += 1n) {
    if (!there.has(String(seq))) absent.push(`record ${seq}: missing`);
  }
  return absent;
}
