import type { Environment, Mode } from '@ibyok/mode-resolution';
import { Button, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { errorMessage } from '../../shared/api/problem.js';
import type { Key, KeyReader } from '../../shared/api/types.js';
import { ModeBadge } from '../../shared/modes/mode-badge.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { providerName } from '../../shared/providers/provider-name.js';
import { TimeAgo } from '../../shared/time/time-ago.js';
import { keyFactsText } from '../../text/key-facts.js';
import { keyReadersQuery } from './api/key-readers.js';
import { keyVersionsQuery } from './api/key-versions.js';
import facts from './key-facts.module.css';
import classes from './key-panel.module.css';
import { OldVersions } from './old-versions.js';

const text = keyFactsText.readers;

/** Milliseconds between two looks: whoever waits for applications to come back sees it happen. */
const INTERVAL = 5_000;

/** How many of the latest are shown before somebody asks for all. */
const FEW = 5;

/** Which tokens fetched a key, and what follows for its old versions. */
export function ReadersSection({ apiKey }: { apiKey: Key }) {
  const readers = useQuery({ ...keyReadersQuery(apiKey.id), refetchInterval: INTERVAL });
  const versions = useQuery(keyVersionsQuery(apiKey.id));
  const parts = [readers, versions];
  const failed = parts.find((part) => part.isError);
  return (
    <section className={classes.section} aria-label={text.title}>
      <h3 className={classes.heading}>{text.title}</h3>
      {failed ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {text.failed} {errorMessage(failed.error)}{' '}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => parts.forEach((part) => void part.refetch())}
          >
            {text.retry}
          </Button>
        </Text>
      ) : !readers.data || !versions.data ? (
        <Skeleton height={40} role="status" aria-label={text.loading} />
      ) : (
        <>
          <Readers readers={readers.data} />
          <OldVersions
            history={versions.data}
            readers={readers.data}
            provider={providerName(apiKey.llmType)}
          />
        </>
      )}
    </section>
  );
}

function Readers({ readers }: { readers: readonly KeyReader[] }) {
  const [all, setAll] = useState(false);
  if (readers.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {text.nobody}
      </Text>
    );
  const latest = [...readers].sort((one, other) => Date.parse(other.lastAt) - Date.parse(one.lastAt));
  return (
    <>
      <ul className={facts.list} aria-label={text.list}>
        {(all ? latest : latest.slice(0, FEW)).map((reader) => (
          <li
            key={[reader.tokenId, reader.version, reader.environment, reader.effectiveMode].join(' ')}
            className={facts.row}
          >
            <div className={facts.what}>
              <span className={facts.word}>{reader.tokenName ?? text.unknownToken}</span>
              {reader.tokenRevoked && <span className={facts.tag}>{text.revoked}</span>}
              <div className={facts.details}>
                <span>{ENVIRONMENT_WORD[reader.environment as Environment]}</span>
                <span className={facts.mode}>
                  <ModeBadge mode={reader.effectiveMode as Mode} />
                </span>
                <span>{text.version(reader.version)}</span>
                <span>{text.fetches(reader.fetches)}</span>
              </div>
            </div>
            <span className={facts.dim}>
              <TimeAgo at={reader.lastAt} />
            </span>
          </li>
        ))}
      </ul>
      {!all && latest.length > FEW && (
        <Button size="compact-sm" variant="default" mt="xs" onClick={() => setAll(true)}>
          {text.showAll(latest.length)}
        </Button>
      )}
    </>
  );
}
