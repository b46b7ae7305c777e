import { Button, Text } from '@mantine/core';
import { errorMessage } from '../../shared/api/problem.js';
import type { Key, KeyCheck } from '../../shared/api/types.js';
import { AlertIcon, CheckIcon } from '../../shared/icons.js';
import { providerName } from '../../shared/providers/provider-name.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import { keyFactsText } from '../../text/key-facts.js';
import { useCheckKey } from './api/check-key.js';
import facts from './key-facts.module.css';
import classes from './key-panel.module.css';

const text = keyFactsText.validity;

/** What the latest check of a key found, and the means to check again. */
export function ValiditySection({ apiKey, canManage }: { apiKey: Key; canManage: boolean }) {
  const check = useCheckKey(apiKey.id);
  const provider = providerName(apiKey.llmType);
  return (
    <section className={classes.section} aria-label={text.title}>
      <div className={facts.head}>
        <h3 className={classes.heading}>{text.title}</h3>
        {canManage && (
          <Button
            size="compact-sm"
            variant="default"
            loading={check.isPending}
            onClick={() => check.mutate()}
          >
            {text.check}
          </Button>
        )}
      </div>
      <div className={facts.card} role="status" aria-busy={check.isPending}>
        {apiKey.lastCheck === null ? (
          <Text size="sm" c="dimmed">
            {text.never} {canManage && text.about(provider)}
          </Text>
        ) : (
          <Found check={apiKey.lastCheck} provider={provider} current={apiKey.version} />
        )}
      </div>
      {check.isError && (
        <Text size="sm" c="var(--mantine-color-error)" mt="xs" role="alert">
          {errorMessage(check.error)}
        </Text>
      )}
    </section>
  );
}

interface FoundProps {
  readonly check: KeyCheck;
  readonly provider: string;
  /** The key's current version. */
  readonly current: number;
}

function Found({ check, provider, current }: FoundProps) {
  const tone = check.provider === 'accepted' ? 'good' : check.provider === 'rejected' ? 'bad' : 'warn';
  const why = check.reason === null ? null : text.reasons[check.reason](provider);
  return (
    <>
      <div className={facts.verdict}>
        <span className={facts.mark} data-tone={tone}>
          {tone === 'good' ? <CheckIcon /> : <AlertIcon />}
        </span>
        <span className={facts.word}>{text.verdict[check.provider](provider)}</span>
        <span className={facts.dim}>
          <TimeAgo at={check.checkedAt} />, {text.version(check.version)}
          {check.version < current && `, ${text.beforeRotation}`}
        </span>
      </div>
      {check.provider === 'rejected' && <div className={facts.dim}>{text.rejectedMeaning(provider)}</div>}
      {why !== null && (
        <div className={facts.dim}>
          {why} {check.httpStatus !== null && `(${text.status(check.httpStatus)})`}
        </div>
      )}
      {check.reason !== 'not_decryptable' && (
        <div className={facts.dim}>{check.decryptable ? text.opens : text.opensNot}</div>
      )}
    </>
  );
}
