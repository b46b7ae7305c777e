import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { AuditAction, Key, Token } from '../../shared/api/types.js';
import { ACTION_WORDS } from './actions.js';
import classes from './audit-filters-bar.module.css';
import { type AuditFilters, NO_FILTERS } from './filters.js';

interface AuditFiltersBarProps {
  readonly filters: AuditFilters;
  readonly keys: readonly Key[];
  readonly tokens: readonly Token[];
  readonly onChange: (filters: AuditFilters) => void;
}

const ACTIONS = (Object.entries(ACTION_WORDS) as [AuditAction, string][]).map(([value, label]) => ({
  value,
  label,
}));

/** Narrows the record down. */
export function AuditFiltersBar({ filters, keys, tokens, onChange }: AuditFiltersBarProps) {
  const set = (name: keyof AuditFilters, value: string): void =>
    onChange({ ...filters, [name]: value } as AuditFilters);
  const input = (name: keyof AuditFilters) => ({
    value: filters[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => set(name, currentTarget.value),
  });
  const named = (all: string, items: readonly { readonly id: string; readonly name: string }[]) => [
    { value: '', label: all },
    ...items.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className={classes.filters}>
      <NativeSelect
        label="Action"
        className={classes.field}
        data={[{ value: '', label: 'All' }, ...ACTIONS]}
        {...input('action')}
      />
      <NativeSelect
        label="Outcome"
        className={classes.field}
        data={[{ value: '', label: 'All' }, 'allowed', 'denied']}
        {...input('outcome')}
      />
      <NativeSelect label="Key" className={classes.field} data={named('All', keys)} {...input('keyId')} />
      <NativeSelect
        label="Token"
        className={classes.field}
        data={named('All', tokens)}
        {...input('tokenId')}
      />
      <TextInput label="From" type="date" className={classes.field} {...input('from')} />
      <TextInput label="To" type="date" className={classes.field} {...input('to')} />
      <Button
        variant="subtle"
        className={classes.clear}
        disabled={filters === NO_FILTERS}
        onClick={() => onChange(NO_FILTERS)}
      >
        Clear
      </Button>
    </div>
  );
}
