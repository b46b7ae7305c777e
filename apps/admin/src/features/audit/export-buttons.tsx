import { Button, Group } from '@mantine/core';
import { type AuditFilters, exportAddress } from './filters.js';

/** Hands on as a file what the filters leave of the record. */
export function ExportButtons({ filters }: { filters: AuditFilters }) {
  return (
    <Group gap="xs">
      <Button component="a" variant="default" href={exportAddress(filters, 'csv')} download>
        Export CSV
      </Button>
      <Button component="a" variant="default" href={exportAddress(filters, 'jsonl')} download>
        Export JSON Lines
      </Button>
    </Group>
  );
}
