import type { Environment } from '@ibyok/mode-resolution';
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { KeyReader, KeyVersion } from '../../shared/api/types.js';
import { AlertIcon, CheckIcon } from '../../shared/icons.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import { keyFactsText } from '../../text/key-facts.js';
import { holderSentence, letGoSentence } from '../../text/key-facts-sentences.js';
import facts from './key-facts.module.css';
import { type Holder, type OldValue, oldValueOf } from './value-holders.js';

const text = keyFactsText.readers;

interface OldVersionsProps {
  readonly history: readonly KeyVersion[];
  readonly readers: readonly KeyReader[];
  readonly provider: string;
}

/** Whether old values may be revoked at the provider: the last one always, older ones while somebody has them. */
export function OldVersions({ history, readers, provider }: OldVersionsProps) {
  const newestFirst = [...history].sort((one, other) => other.version - one.version);
  const [, previous] = newestFirst;
  if (!previous) return null;
  const old = newestFirst
    .slice(1)
    .map((stored, index) => ({
      version: stored.version,
      // The one that came after it.
      replacedAt: newestFirst[index]?.createdAt ?? stored.createdAt,
      value: oldValueOf(stored.version, history, readers),
    }))
    .filter(({ version, value }) => version === previous.version || value.state === 'held');
  return (
    <>
      <Text component="h4" size="sm" fw={600} mt="md" mb={6}>
        {text.oldValues}
      </Text>
      <ul className={facts.list} aria-label={text.oldValues}>
        {old.map(({ version, replacedAt, value }) => (
          <li key={version} className={facts.row}>
            <Verdict version={version} value={value} replacedAt={replacedAt} provider={provider} />
          </li>
        ))}
      </ul>
      <Text className={facts.dim} mt={6}>
        {text.limits}
      </Text>
    </>
  );
}

interface VerdictProps {
  readonly version: number;
  readonly value: OldValue;
  readonly replacedAt: string;
  readonly provider: string;
}

function Verdict({ version, value, replacedAt, provider }: VerdictProps) {
  if (value.state === 'held')
    return (
      <Line tone="warn" title={text.keep(version)}>
        {text.heldMeaning}
        <ul className={facts.holders}>
          {value.holders.map((holder) => (
            <li key={`${holder.tokenId} ${holder.environment}`}>
              {holderSentence(
                nameOf(holder),
                ENVIRONMENT_WORD[holder.environment as Environment],
                <TimeAgo at={holder.lastAt} />,
              )}
            </li>
          ))}
        </ul>
      </Line>
    );
  if (value.state === 'current_again')
    return (
      <Line tone="warn" title={text.same(version)}>
        {text.sameMeaning}
      </Line>
    );
  if (value.state === 'never_given')
    return (
      <Line tone="good" title={text.safe(version)}>
        {text.neverGiven(provider)}
      </Line>
    );
  return (
    <Line tone="good" title={text.safe(version)}>
      {letGoSentence(provider, <TimeAgo at={replacedAt} />)}
      {value.revoked.length > 0 && ` ${text.revokedHolders(value.revoked.map(nameOf).join(', '))}`}
    </Line>
  );
}

function Line({ tone, title, children }: { tone: 'good' | 'warn'; title: string; children: ReactNode }) {
  return (
    <div className={facts.what}>
      <div className={facts.verdict}>
        <span className={facts.mark} data-tone={tone}>
          {tone === 'good' ? <CheckIcon /> : <AlertIcon />}
        </span>
        <span className={facts.word}>{title}</span>
      </div>
      <div className={facts.dim}>{children}</div>
    </div>
  );
}

function nameOf({ tokenName }: Holder): string {
  return tokenName ?? text.unknownToken;
}
