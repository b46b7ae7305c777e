import { ENVIRONMENTS } from '@ibyok/mode-resolution';
import { onboardingText } from '../../text/onboarding.js';
import type { AuditRecord, Key } from '../api/types.js';
import { ENVIRONMENT_WORD } from '../modes/words.js';

/** A fetch in one line: which key, where, in which mode and why, and by which token. */
export function fetchWords(record: AuditRecord, keys: readonly Key[]): string {
  const { status } = onboardingText;
  const { keyId, environment, effectiveMode, source, actor } = record;
  const name = keys.find(({ id }) => id === keyId)?.name ?? status.noName;
  const known = ENVIRONMENTS.find((one) => one === environment);
  return status.fetched(
    name,
    known ? ENVIRONMENT_WORD[known] : (environment ?? ''),
    effectiveMode ? status.modes[effectiveMode] : '',
    source ? status.sources[source] : '',
    actor.name ?? actor.id ?? '',
  );
}
