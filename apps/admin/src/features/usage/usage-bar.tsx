import { ENVIRONMENTS, MODES } from '@ibyok/mode-resolution';
import { Button, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import type { Key, Token } from '../../shared/api/types.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import segments from '../../shared/ui/segments.module.css';
import { usageText } from '../../text/usage.js';
import { DayField } from './day-field.js';
import {
  type Adjustment,
  FIRST_DAY,
  MOST_DAYS,
  type Period,
  presentDay,
  type ShownPeriod,
  shownPeriod,
  withDay,
} from './shown-period.js';
import classes from './usage-bar.module.css';
import {
  isFiltered,
  OUTSIDE_PRODUCTION,
  PERIODS,
  readUsageSearch,
  type UsageSearch,
  withoutFilters,
} from './usage-search.js';

interface UsageBarProps {
  readonly search: UsageSearch;
  readonly keys: readonly Key[];
  readonly tokens: readonly Token[];
  readonly onChange: (search: UsageSearch) => void;
}

const OWN = 'own';

/** Chooses the period, and narrows down which fetches are counted. */
export function UsageBar({ search, keys, tokens, onChange }: UsageBarProps) {
  const { period, filters } = usageText;
  const own = search.from !== undefined || search.to !== undefined;
  const today = presentDay();
  const shown = shownPeriod(search, today);
  const [chosen, setChosen] = useState<ShownPeriod | null>(null);
  // What an address says is told by the address; what was done to a day that was chosen is remembered.
  const { adjusted } = chosen && isSame(chosen, shown) ? chosen : shown;
  const change = (changed: object): void => onChange(readUsageSearch({ ...search, ...changed }));
  const choosePeriod = (value: string): void =>
    change(value === OWN ? daysOf(shown) : { days: value, from: undefined, to: undefined });
  const chooseDay = (end: keyof Period, day: string): void => {
    const next = withDay(shown, end, day, today);
    setChosen(next);
    change(daysOf(next));
  };
  const select = (name: 'env' | 'mode' | 'key' | 'token', label: string, choices: readonly Choice[]) => (
    <NativeSelect
      label={label}
      className={name === 'env' ? classes.wide : classes.field}
      data={[{ value: '', label: filters.all }, ...withChosen(choices, search[name])]}
      value={search[name] ?? ''}
      onChange={({ currentTarget: { value } }) => change({ [name]: value })}
    />
  );
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={period.label}
          classNames={{ input: segments.input, label: classes.segment }}
          className={classes.period}
          value={own ? OWN : String(search.days ?? 30)}
          onChange={choosePeriod}
          data={[
            ...PERIODS.map((days) => ({ value: String(days), label: period.days(days) })),
            { value: OWN, label: period.own },
          ]}
        />
        {own &&
          (['from', 'to'] as const).map((end) => (
            <DayField
              key={end}
              label={period[end]}
              className={classes.field}
              value={shown[end]}
              min={FIRST_DAY}
              max={today}
              onChange={(day) => chooseDay(end, day)}
            />
          ))}
        {select('env', filters.environment, [
          ...ENVIRONMENTS.map((one) => ({ value: one, label: ENVIRONMENT_WORD[one] })),
          { value: OUTSIDE_PRODUCTION, label: filters.outsideProduction },
        ])}
        {select(
          'mode',
          filters.mode,
          MODES.map((one) => ({ value: one, label: MODE_WORD[one] })),
        )}
        {select('key', filters.key, keys.map(named))}
        {select('token', filters.token, tokens.map(named))}
        {isFiltered(search) && (
          <Button
            variant="subtle"
            px="xs"
            className={classes.clear}
            onClick={() => onChange(withoutFilters(search))}
          >
            {filters.clear}
          </Button>
        )}
      </div>
      <div role="status">
        {own && adjusted.length > 0 && (
          <Text size="sm" c="dimmed" mb="md">
            {adjusted.map((one) => ADJUSTED[one]).join(' ')}
          </Text>
        )}
      </div>
    </>
  );
}

const ADJUSTED: Readonly<Record<Adjustment, string>> = {
  bounds: usageText.period.adjusted.bounds(FIRST_DAY),
  swapped: usageText.period.adjusted.swapped,
  shortened: usageText.period.adjusted.shortened(MOST_DAYS),
  other_end: usageText.period.adjusted.otherEnd(MOST_DAYS),
};

function daysOf({ from, to }: Period): Period {
  return { from, to };
}

function isSame(one: Period, other: Period): boolean {
  return one.from === other.from && one.to === other.to;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function named({ id, name }: { readonly id: string; readonly name: string }): Choice {
  return { value: id, label: name };
}

/** What is chosen stays to be seen where it is not there any more. */
function withChosen(choices: readonly Choice[], chosen: string | undefined): readonly Choice[] {
  const known = chosen === undefined || choices.some(({ value }) => value === chosen);
  return known ? choices : [...choices, { value: chosen, label: chosen }];
}
