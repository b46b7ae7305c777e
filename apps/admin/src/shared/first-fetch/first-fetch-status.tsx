import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { onboardingText } from '../../text/onboarding.js';
import type { Key } from '../api/types.js';
import { CheckIcon } from '../icons.js';
import { fetchWords } from './fetch-words.js';
import type { FirstFetch } from './first-fetch.js';
import classes from './first-fetch-status.module.css';

interface FirstFetchStatusProps {
  readonly fetch: FirstFetch;
  readonly keys: readonly Key[];
}

const { status } = onboardingText;

/** Waits calmly, and says by itself, also to screen readers, what the first fetch was. */
export function FirstFetchStatus({ fetch: { record, isUnreachable }, keys }: FirstFetchStatusProps) {
  return (
    <div className={classes.status} data-arrived={record !== null || undefined} role="status">
      <span className={classes.mark} aria-hidden="true">
        {record ? <CheckIcon size={14} /> : <span className={classes.pulse} />}
      </span>
      {record ? (
        <div>
          <Text size="sm" fw={600}>
            {status.arrived}
          </Text>
          <Text size="sm" className={classes.words}>
            {fetchWords(record, keys)}
          </Text>
          {record.requestId !== null && (
            <Anchor
              size="sm"
              c="var(--accent-text)"
              underline="always"
              renderRoot={(props) => (
                <Link {...props} to="/audit" search={{ request: record.requestId ?? undefined }} />
              )}
            >
              {status.record}
            </Anchor>
          )}
        </div>
      ) : (
        <div>
          <Text size="sm" fw={600}>
            {status.waiting}
          </Text>
          <Text size="sm" c="dimmed">
            {isUnreachable ? status.unreachable : status.waitingHint}
          </Text>
        </div>
      )}
    </div>
  );
}
