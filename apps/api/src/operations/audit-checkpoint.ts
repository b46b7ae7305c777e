import { writeFileSync } from 'node:fs';
import { readingChain } from '../audit/chain/chain.repository.js';
import { checkpointOf } from '../audit/chain/checkpoint.js';
import { SigningKeys } from '../keyring/signing-keys.js';
import { CommandError } from './command-error.js';
import type { Verb } from './verb.js';
import { withOwner } from './with-owner.js';

export const auditCheckpoint: Verb = {
  name: 'audit checkpoint',
  usage: 'FILE',
  summary: 'writes where the record ends now, signed; keep it apart from the database',
  run: async ({ config, args, say }) => {
    const [file, ...rest] = args;
    if (file === undefined || rest.length > 0) throw new CommandError('Usage: audit checkpoint FILE');
    const checkpoint = await withOwner(config, say, async (runner, masterKeys) => {
      const head = await readingChain(runner, async (source) => source.head);
      return checkpointOf(head, new Date(), new SigningKeys(await masterKeys()));
    });
    try {
      writeFileSync(file, `${JSON.stringify(checkpoint, null, 2)}\n`, { flag: 'wx' });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new CommandError(
        `The checkpoint cannot be written to a new file there (${code ?? 'unknown error'}).`,
      );
    }
    say(`Link ${checkpoint.link}, up to record ${checkpoint.seq}.`);
    return 0;
  },
};
