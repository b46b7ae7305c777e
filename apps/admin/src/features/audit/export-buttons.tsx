import { Button, Group } from '@mantine/core';
import { auditText } from '../../text/audit.js';
import { type AuditFilters, exportAddress } from './filters.js';

/** Hands on as a file what the filters leave of the record. */
export function ExportButtons({ filters }: { filters: AuditFilters }) {
  return (
    <Group gap="xs">
      <Button component="a" variant="default" href={exportAddress(filters, 'csv')} download>
        {auditText.exportCsv}
      </Button>
      <Button component="a" variant="default" href={exportAddress(filters, 'jsonl')} download>
        {auditText.exportJsonl}
      </Button>
    </Group>
  );
}
