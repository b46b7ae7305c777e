import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

/**
 * Lines of cells as CSV (RFC 4180) with a header line. What a spreadsheet would take for a formula begins with an
 * apostrophe (OWASP, CSV Injection): names are people's to choose.
 */
export function csvOf(columns: readonly string[], lines: AsyncIterable<readonly unknown[]>): Readable {
  const csv = stringify({
    header: true,
    columns: [...columns],
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  // A failure amid the lines breaks the download off: half a file must not look like a whole one.
  pipeline(Readable.from(lines), csv, () => {});
  return csv;
}
