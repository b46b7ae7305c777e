import { Box, Button, Group, NativeSelect, Stack, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import type { CreatedToken, Key } from '../../shared/api/types.js';
import { useFirstFetch } from '../../shared/first-fetch/first-fetch.js';
import { FirstFetchStatus } from '../../shared/first-fetch/first-fetch-status.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { curlUsage, curlValue, exampleEnvironment, typescriptValue } from '../../shared/snippets/snippets.js';
import { CodeBlock } from '../../shared/ui/code-block.js';
import { tokensText } from '../../text/tokens.js';
import classes from './created-token-view.module.css';

const text = tokensText.created;

interface CreatedTokenViewProps {
  readonly created: CreatedToken;
  readonly keys: readonly Key[];
  readonly onDone: () => void;
}

/** The token, this once, and what to do with it right away. */
export function CreatedTokenView({ created, keys, onDone }: CreatedTokenViewProps) {
  return (
    <Stack gap="lg">
      <div>
        <Text fw={600}>{text.copyNow}</Text>
        <Text size="sm" c="dimmed" mb="xs">
          {text.onlyOnce}
        </Text>
        <CodeBlock code={created.token} label={text.token} copyLabel={text.copy} wrap />
        {created.addressRanges !== null && (
          <Text size="sm" mt="xs" className={classes.ranges}>
            {text.onlyFrom(created.addressRanges.join(', '))}
          </Text>
        )}
      </div>
      {created.scopes.includes('keys:read') ? (
        <FetchSnippets created={created} keys={keys} />
      ) : (
        <div>
          <Text fw={600} mb="xs">
            {text.try}
          </Text>
          <CodeBlock
            code={curlUsage({ origin: window.location.origin, token: created.token })}
            label={text.curlCommand}
            copyLabel={text.copyCurl}
            wrap
          />
        </div>
      )}
      <Group justify="flex-end">
        <Button onClick={onDone}>{text.done}</Button>
      </Group>
    </Stack>
  );
}

function FetchSnippets({ created, keys }: Pick<CreatedTokenViewProps, 'created' | 'keys'>) {
  const readable = keys.filter(({ id }) => created.keyIds === null || created.keyIds.includes(id));
  const [slug, setSlug] = useState(readable[0]?.slug ?? '');
  const environment = exampleEnvironment(created.environments);
  if (slug === '') {
    return (
      <Text size="sm" c="dimmed">
        {text.noKey}
      </Text>
    );
  }
  const facts = { origin: window.location.origin, token: created.token, slug, environment };
  return (
    <div>
      <Group justify="space-between" align="flex-end" mb="xs">
        <div>
          <Text fw={600}>{text.try}</Text>
          <Text size="sm" c="dimmed">
            {text.fetchesFor(ENVIRONMENT_WORD[environment])}
          </Text>
        </div>
        {readable.length > 1 && (
          <NativeSelect
            aria-label={text.exampleKey}
            value={slug}
            data={readable.map((key) => ({ value: key.slug, label: key.name }))}
            onChange={(event) => setSlug(event.currentTarget.value)}
            maw={220}
          />
        )}
      </Group>
      <Tabs defaultValue="curl" keepMounted={false}>
        <Tabs.List mb="xs">
          <Tabs.Tab value="curl">{text.curl}</Tabs.Tab>
          <Tabs.Tab value="typescript">{text.typescript}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="curl">
          <CodeBlock code={curlValue(facts)} label={text.curlCommand} copyLabel={text.copyCurl} wrap />
        </Tabs.Panel>
        <Tabs.Panel value="typescript">
          <CodeBlock
            code={typescriptValue(facts)}
            label={text.typescriptCode}
            copyLabel={text.copyTypescript}
          />
        </Tabs.Panel>
      </Tabs>
      <FirstFetchOf created={created} keys={keys} />
    </div>
  );
}

/** Shows by itself that the token has arrived where it is used. */
function FirstFetchOf({ created, keys }: Pick<CreatedTokenViewProps, 'created' | 'keys'>) {
  const fetch = useFirstFetch({ tokenId: created.id, since: created.createdAt });
  return (
    <Box mt="md">
      <FirstFetchStatus fetch={fetch} keys={keys} />
    </Box>
  );
}
