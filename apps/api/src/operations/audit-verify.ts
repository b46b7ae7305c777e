import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { QueryRunner } from 'typeorm';
import { readingChain } from '../audit/chain/chain.repository.js';
import { CheckpointComparison, parseCheckpoint } from '../audit/chain/checkpoint.js';
import { type ChainSource, verifyChain } from '../audit/chain/verify-chain.js';
import { SigningKeys } from '../keyring/signing-keys.js';
import { CommandError } from './command-error.js';
import { startProgress } from './progress-bar.js';
import type { CommandContext, Verb } from './verb.js';
import { withOwner } from './with-owner.js';

/** Findings shown; a chain that somebody rewrote can have one for every record. */
const SHOWN = 100;

export const auditVerify: Verb = {
  name: 'audit verify',
  usage: '[--checkpoint FILE]',
  summary: 'finds what was changed in the record: edited, deleted, inserted, swapped, cut off',
  run: async (context) => {
    const text = checkpointText(context);
    return withOwner(context.config, context.say, async (runner, masterKeys) => {
      const comparison = text === null ? null : comparisonOf(text, new SigningKeys(await masterKeys()));
      return verify(runner, comparison, context.say);
    });
  },
};

async function verify(
  runner: QueryRunner,
  comparison: CheckpointComparison | null,
  say: (line: string) => void,
): Promise<number> {
  return readingChain(runner, async (source) => {
    let findings = 0;
    const report = (finding: string): void => {
      findings += 1;
      if (findings <= SHOWN) say(finding);
    };
    for await (const finding of looked(source, comparison)) report(finding);
    for (const finding of comparison?.findings(source.head) ?? []) report(finding);
    const { number, last_seq: last } = source.head;
    if (findings > SHOWN) say(`… and ${findings - SHOWN} more.`);
    // Whoever can write to the database can write such a record, too: only the operator knows what was pruned.
    if (source.pruned)
      say(`Removed by audit prune, as the record says: links up to ${source.pruned.throughLink}.`);
    say(
      findings === 0
        ? `The record is intact: ${last} records in ${number} links.`
        : `The record is not as it was written: ${findings} findings.`,
    );
    return findings === 0 ? 0 : 1;
  });
}

async function* looked(source: ChainSource, comparison: CheckpointComparison | null): AsyncGenerator<string> {
  const progress = startProgress('Verifying', Number(source.head.last_seq));
  try {
    yield* verifyChain(
      source,
      (link) => comparison?.see(link),
      (records) => progress.update(Number(records)),
    );
  } finally {
    progress.stop();
  }
}

function comparisonOf(text: string, signingKeys: SigningKeys): CheckpointComparison {
  const checkpoint = parseCheckpoint(text, signingKeys);
  if (checkpoint) return new CheckpointComparison(checkpoint);
  throw new CommandError(
    'The checkpoint does not count: it was not signed under a master key of this server.',
  );
}

function fileFrom(args: readonly string[]): string | null {
  try {
    const { values } = parseArgs({ args: [...args], options: { checkpoint: { type: 'string' } } });
    return values.checkpoint ?? null;
  } catch {
    throw new CommandError('Usage: audit verify [--checkpoint FILE]');
  }
}

function checkpointText({ args }: CommandContext): string | null {
  const file = fileFrom(args);
  if (file === null) return null;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(`The checkpoint cannot be read (${code ?? 'unknown error'}).`);
  }
}
