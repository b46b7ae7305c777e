import { Anchor, Button, Group, Popover, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Key } from '../../shared/api/types.js';
import { ArrowRightIcon } from '../../shared/icons.js';
import { isUnusual, keyMode, type ModeRules } from '../../shared/modes/key-modes.js';
import { ModeBadge } from '../../shared/modes/mode-badge.js';
import { playgroundFacts, playgroundSearch } from '../../shared/modes/playground-facts.js';
import { type RuleTold, storyOf } from '../../shared/modes/story.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { keysText } from '../../text/keys.js';
import type { AnchoredStory } from './anchored.js';
import table from './keys-table.module.css';
import classes from './mode-story.module.css';

const words = keysText.story;

interface ModeStoryProps {
  readonly apiKey: Key;
  readonly rules: ModeRules;
  readonly at: AnchoredStory;
  readonly canManage: boolean;
  readonly onSettings: () => void;
  readonly onClose: () => void;
}

/** Why a key has its mode in an environment: which rule decides, what would without it, and all rules in order. */
export function ModeStory({ apiKey, rules, at, canManage, onSettings, onClose }: ModeStoryProps) {
  const { environment } = at;
  const { because, otherwise, rules: told } = storyOf(rules, apiKey.overrides, environment);
  const { effectiveMode } = keyMode(rules, apiKey.overrides, environment);
  const title = words.title(apiKey.name, ENVIRONMENT_WORD[environment]);
  return (
    <Popover
      opened
      onChange={onClose}
      withRoles={false}
      trapFocus
      position="bottom-start"
      width={360}
      shadow="md"
      radius="md"
      transitionProps={{ duration: 80 }}
    >
      <Popover.Target>
        <span className={table.anchor} style={at.place} />
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-label={title}
        className={classes.story}
        tabIndex={-1}
        data-autofocus
      >
        <div className={classes.head}>
          <Text size="sm" fw={600} className={classes.title} title={title}>
            {title}
          </Text>
          <ModeBadge mode={effectiveMode} unusual={isUnusual(environment, effectiveMode)} />
        </div>
        <p className={classes.because}>{because}</p>
        <p className={classes.otherwise}>{otherwise}</p>
        <ol className={classes.rules} aria-label={words.rules}>
          {told.map((rule) => (
            <Rule key={rule.rule} told={rule} />
          ))}
        </ol>
        <Group justify="space-between" gap="xs" mt="sm">
          <Button size="compact-sm" variant="default" onClick={onSettings}>
            {canManage ? words.change : words.see}
          </Button>
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/playground"
                search={playgroundSearch(
                  playgroundFacts({ env: environment, override: apiKey.overrides[environment] }, rules),
                )}
              />
            )}
          >
            {words.playground}
          </Anchor>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}

function Rule({ told: { looksAt, isVariable, says, decides, outcome } }: { told: RuleTold }) {
  return (
    <li className={classes.rule} data-decides={decides || undefined}>
      <span className={classes.looksAt} data-variable={isVariable || undefined}>
        {looksAt} {says !== null && <span className={classes.says}>{says}</span>}
      </span>
      <span className={classes.outcome}>
        {decides && <ArrowRightIcon size={12} />}
        {outcome}
      </span>
    </li>
  );
}
