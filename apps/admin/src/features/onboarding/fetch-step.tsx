import { Button, Tabs, Text } from '@mantine/core';
import type { Key, Token } from '../../shared/api/types.js';
import { useFirstFetch } from '../../shared/first-fetch/first-fetch.js';
import { FirstFetchStatus } from '../../shared/first-fetch/first-fetch-status.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import {
  curlValue,
  exampleEnvironment,
  pythonValue,
  typescriptValue,
} from '../../shared/snippets/snippets.js';
import { CodeBlock } from '../../shared/ui/code-block.js';
import { onboardingText } from '../../text/onboarding.js';
import classes from './first-steps-card.module.css';

interface FetchStepProps {
  readonly keys: readonly Key[];
  readonly tokens: readonly Token[];
  /** Absent for those who may not. */
  readonly onCreateToken?: () => void;
}

const { fetch: words, snippets } = onboardingText;

/** Stands for the token, which is shown only once; a shell puts the variable's value in its place. */
const TOKEN_VARIABLE = '$IBYOK_ACCESS_TOKEN';

/** Code that fetches the first key, and a look-out for the fetch. */
export function FetchStep({ keys, tokens, onCreateToken }: FetchStepProps) {
  const fetch = useFirstFetch('workspace');
  const token = tokens[0];
  // The oldest key that the token may read.
  const key = keys.findLast(({ id }) => !token?.keyIds || token.keyIds.includes(id)) ?? keys.at(-1);
  return (
    <>
      {!fetch.record && key && <Snippets apiKey={key} token={token} onCreateToken={onCreateToken} />}
      <div className={classes.snippets}>
        <FirstFetchStatus fetch={fetch} keys={keys} />
      </div>
    </>
  );
}

interface SnippetsProps {
  readonly apiKey: Key;
  readonly token: Token | undefined;
  readonly onCreateToken: (() => void) | undefined;
}

function Snippets({ apiKey, token, onCreateToken }: SnippetsProps) {
  const environment = exampleEnvironment(token?.environments ?? []);
  const facts = { origin: window.location.origin, token: TOKEN_VARIABLE, slug: apiKey.id, environment };
  const languages = [
    { id: 'curl', name: snippets.curl, code: curlValue(facts) },
    { id: 'node', name: snippets.node, code: typescriptValue(facts) },
    { id: 'python', name: snippets.python, code: pythonValue(facts) },
  ];
  return (
    <>
      <Text size="sm" c="dimmed" maw={640}>
        {words.words(apiKey.name, ENVIRONMENT_WORD[environment])} {words.tokenHint}
      </Text>
      <Tabs defaultValue="curl" keepMounted={false} className={classes.snippets}>
        <Tabs.List mb="xs">
          {languages.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {languages.map(({ id, name, code }) => (
          <Tabs.Panel key={id} value={id}>
            <CodeBlock
              code={code}
              label={snippets.label(name)}
              copyLabel={snippets.copy(name)}
              wrap={id === 'curl'}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
      {onCreateToken && (
        <div className={classes.actions}>
          <Button variant="default" size="compact-sm" onClick={onCreateToken}>
            {words.another}
          </Button>
        </div>
      )}
    </>
  );
}
