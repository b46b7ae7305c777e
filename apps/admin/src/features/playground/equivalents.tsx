import { Text } from '@mantine/core';
import type { PlaygroundFacts } from '../../shared/modes/playground-facts.js';
import { CodeBlock } from '../../shared/ui/code-block.js';
import { playgroundText } from '../../text/playground.js';
import classes from './equivalents.module.css';
import { equivalentVariables, type Outcome } from './outcome.js';

/** What a server’s administrator sets for these facts, and what an application is then told. */
export function Equivalents({ facts, outcome }: { facts: PlaygroundFacts; outcome: Outcome }) {
  const assignments = Object.entries(equivalentVariables(facts)).map((pair) => pair.join('='));
  return (
    <div className={classes.pair}>
      <section aria-labelledby="server-variables">
        <h2 className={classes.heading} id="server-variables">
          {playgroundText.variables.title}
        </h2>
        {assignments.length === 0 ? (
          <Text size="sm" c="dimmed">
            {playgroundText.variables.none}
          </Text>
        ) : (
          <CodeBlock
            code={assignments.join('\n')}
            label={playgroundText.variables.label}
            copyLabel={playgroundText.variables.copy}
            wrap
          />
        )}
      </section>
      {outcome.starts && (
        <section aria-labelledby="application-answer">
          <h2 className={classes.heading} id="application-answer">
            {playgroundText.answer.title}
          </h2>
          <CodeBlock
            code={JSON.stringify({ modeInfo: outcome.decision.modeInfo }, null, 2)}
            label={playgroundText.answer.label}
            copyLabel={playgroundText.answer.copy}
            wrap
          />
          <Text size="xs" c="dimmed" mt={6} className={classes.path}>
            {playgroundText.answer.inAnswerTo}{' '}
            <code>{`GET /external/keys/{id}/mode?env=${facts.environment}`}</code>
          </Text>
        </section>
      )}
    </div>
  );
}
