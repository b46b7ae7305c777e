import {
  ENVIRONMENTS,
  type Environment,
  forbiddingVariable,
  OVERRIDES,
  type Override,
} from '@ibyok/mode-resolution';
import { Button, NativeSelect, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Key } from '../../shared/api/types.js';
import { explainForbidden } from '../../shared/modes/explain.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { keysText } from '../../text/keys.js';
import classes from './bulk-bar.module.css';
import { useProposeOverrides } from './overrides-changes.js';

const words = keysText.bulk;

interface BulkBarProps {
  readonly selected: readonly Key[];
  readonly rules: ModeRules;
  readonly onClear: () => void;
}

/** Sets one override for every selected key, after a look at exactly what that turns over. */
export function BulkBar({ selected, rules, onClear }: BulkBarProps) {
  const [environment, setEnvironment] = useState<Environment>('development');
  const [override, setOverride] = useState<Override>('inherit');
  const propose = useProposeOverrides();
  const variable =
    override === 'inherit' ? null : forbiddingVariable(rules.guardrails, environment, override);
  const forbidden =
    override === 'inherit' || variable === null ? null : explainForbidden(environment, override, variable);
  // Those that already say so are left alone.
  const differing = useMemo(
    () => selected.filter(({ overrides }) => overrides[environment] !== override),
    [selected, environment, override],
  );
  const word = override === 'inherit' ? words.inherit : MODE_WORD[override];
  const apply = () =>
    propose({
      wishes: differing.map(({ id, name }) => ({ keyId: id, name, overrides: { [environment]: override } })),
      title: (keys) => keysText.overrides.set(word, ENVIRONMENT_WORD[environment], keys),
    });
  return (
    <section className={classes.bar} aria-label={words.label}>
      <Text size="sm" fw={550} role="status" className={classes.count}>
        {words.selected(selected.length)}
      </Text>
      <div className={classes.choice}>
        <span aria-hidden="true">{words.setIn}</span>
        <NativeSelect
          size="xs"
          aria-label={words.setIn}
          value={environment}
          onChange={(event) => setEnvironment(event.currentTarget.value as Environment)}
          data={ENVIRONMENTS.map((value) => ({ value, label: ENVIRONMENT_WORD[value] }))}
        />
        <span aria-hidden="true">{words.to}</span>
        <NativeSelect
          size="xs"
          aria-label={words.to}
          value={override}
          onChange={(event) => setOverride(event.currentTarget.value as Override)}
          data={OVERRIDES.map((value) => ({
            value,
            label: value === 'inherit' ? words.inherit : MODE_WORD[value],
            disabled:
              value !== 'inherit' && forbiddingVariable(rules.guardrails, environment, value) !== null,
          }))}
        />
        <Button size="xs" disabled={differing.length === 0 || forbidden !== null} onClick={apply}>
          {words.apply(differing.length)}
        </Button>
      </div>
      <Button size="compact-sm" variant="subtle" className={classes.clear} onClick={onClear}>
        {words.clear}
      </Button>
      {forbidden && (
        <Text size="xs" c="dimmed" className={classes.forbidden}>
          {forbidden}
        </Text>
      )}
    </section>
  );
}
