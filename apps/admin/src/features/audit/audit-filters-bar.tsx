import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import type { AuditAction, Key, Token } from '../../shared/api/types.js';
import { ACTION_WORDS } from './actions.js';
import { type AuditFilters, exportAddress, NO_FILTERS } from './filters.js';

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

/** Narrows the record down, and hands what is left on as a file. */
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
    <Group align="flex-end" gap="sm" mb="md">
      <NativeSelect
        label="Action"
        w={170}
        data={[{ value: '', label: 'All' }, ...ACTIONS]}
        {...input('action')}
      />
      <NativeSelect
        label="Outcome"
        w={110}
        data={[{ value: '', label: 'All' }, 'allowed', 'denied']}
        {...input('outcome')}
      />
      <NativeSelect label="Key" w={150} data={named('All', keys)} {...input('keyId')} />
      <NativeSelect label="Token" w={150} data={named('All', tokens)} {...input('tokenId')} />
      <TextInput label="From" type="date" w={150} {...input('from')} />
      <TextInput label="To" type="date" w={150} {...input('to')} />
      <Button variant="subtle" disabled={filters === NO_FILTERS} onClick={() => onChange(NO_FILTERS)}>
        Clear
      </Button>
      <Group gap="xs" ml="auto">
        <Button component="a" variant="default" href={exportAddress(filters, 'csv')} download>
          Export CSV
        </Button>
        <Button component="a" variant="default" href={exportAddress(filters, 'jsonl')} download>
          Export JSON Lines
        </Button>
      </Group>
    </Group>
  );
}
