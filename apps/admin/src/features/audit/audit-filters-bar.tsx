import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Key, Token } from '../../shared/api/types.js';
import { auditText } from '../../text/audit.js';
import classes from './audit-filters-bar.module.css';
import { type AuditFilters, NO_FILTERS } from './filters.js';

interface AuditFiltersBarProps {
  readonly filters: AuditFilters;
  readonly keys: readonly Key[];
  readonly tokens: readonly Token[];
  readonly onChange: (filters: AuditFilters) => void;
}

const ACTIONS = Object.entries(auditText.actions).map(([value, label]) => ({ value, label }));
const OUTCOMES = Object.entries(auditText.outcomes).map(([value, label]) => ({ value, label }));

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
        label={auditText.filters.action}
        className={classes.field}
        data={[{ value: '', label: auditText.filters.all }, ...ACTIONS]}
        {...input('action')}
      />
      <NativeSelect
        label={auditText.filters.outcome}
        className={classes.field}
        data={[{ value: '', label: auditText.filters.all }, ...OUTCOMES]}
        {...input('outcome')}
      />
      <NativeSelect
        label={auditText.filters.key}
        className={classes.field}
        data={named(auditText.filters.all, keys)}
        {...input('keyId')}
      />
      <NativeSelect
        label={auditText.filters.token}
        className={classes.field}
        data={named(auditText.filters.all, tokens)}
        {...input('tokenId')}
      />
      <TextInput label={auditText.filters.from} type="date" className={classes.field} {...input('from')} />
      <TextInput label={auditText.filters.to} type="date" className={classes.field} {...input('to')} />
      <Button
        variant="subtle"
        className={classes.clear}
        disabled={filters === NO_FILTERS}
        onClick={() => onChange(NO_FILTERS)}
      >
        {auditText.filters.clear}
      </Button>
    </div>
  );
}
