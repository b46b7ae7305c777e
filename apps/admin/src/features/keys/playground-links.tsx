import { ENVIRONMENTS, type Overrides } from '@ibyok/mode-resolution';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { playgroundFacts, playgroundSearch } from '../../shared/modes/playground-facts.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { keysText } from '../../text/keys.js';
import classes from './playground-links.module.css';

/** The way to the playground with a key's own facts, for each environment. */
export function PlaygroundLinks({ overrides, rules }: { overrides: Overrides; rules: ModeRules }) {
  return (
    <Text size="xs" c="dimmed" className={classes.links}>
      {keysText.panel.playground}
      {ENVIRONMENTS.map((environment) => (
        <Anchor
          key={environment}
          size="xs"
          aria-label={keysText.panel.playgroundOf(ENVIRONMENT_WORD[environment])}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/playground"
              search={playgroundSearch(
                playgroundFacts({ env: environment, override: overrides[environment] }, rules),
              )}
            />
          )}
        >
          {ENVIRONMENT_WORD[environment]}
        </Anchor>
      ))}
    </Text>
  );
}
