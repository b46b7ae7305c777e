import { accountResetSecondFactor } from './account/reset-second-factor.js';
import { accountSetPassword } from './account/set-password.js';
import { auditCheckpoint } from './audit-checkpoint.js';
import { auditPrune } from './audit-prune.js';
import { auditVerify } from './audit-verify.js';
import { backup } from './backup.js';
import { doctor } from './doctor.js';
import { restore } from './restore.js';
import { rewrap } from './rewrap.js';
import type { Verb } from './verb.js';

/** Every command of `npm run admin`, in the order in which the help shows them. */
export const VERBS: readonly Verb[] = [
  backup,
  restore,
  doctor,
  rewrap,
  auditVerify,
  auditCheckpoint,
  auditPrune,
  accountSetPassword,
  accountResetSecondFactor,
];
