import { mockValue, PROVIDERS } from '@ibyok/providers';
import type { ReactNode } from 'react';
import { CodeBlock } from '../../shared/ui/code-block.js';
import table from '../../shared/ui/data-table.module.css';
import { apiDocsText } from '../../text/api-docs.js';
import classes from './docs.module.css';
import { DocsSection } from './docs-section.js';

const { modes, mocks, errors } = apiDocsText;
/** Providers whose mock values are shown; all others follow the last line. */
const SHOWN = ['openai', 'anthropic', 'google', 'groq', 'mistral'];
const DIGITS = '0123456789ab';

/** What decides between mock and live. Takes the link to the Playground. */
export function ModesSection({ link }: { link: ReactNode }) {
  return (
    <DocsSection
      id="modes"
      title={modes.title}
      beside={
        <Rows
          label={modes.title}
          columns={[modes.columns.rule, modes.columns.mode, modes.columns.source]}
          rows={modes.rules.map(({ when, mode, source }, place) => [
            `${place + 1}. ${when}`,
            mode,
            <code key="source">{source}</code>,
          ])}
        />
      }
    >
      <p>{modes.intro}</p>
      <p>{modes.noFallBack}</p>
      <p>{link}</p>
    </DocsSection>
  );
}

/** What a mock looks like. */
export function MockValuesSection() {
  const shown = PROVIDERS.filter(({ llmType }) => SHOWN.includes(llmType));
  return (
    <DocsSection
      id="mock-values"
      title={mocks.title}
      beside={
        <Rows
          label={mocks.title}
          columns={[mocks.columns.provider, mocks.columns.value]}
          rows={[
            ...shown.map(({ llmType, name }) => [name, mockValue(llmType, DIGITS)] as const),
            [mocks.custom, mockValue('custom', DIGITS)] as const,
          ].map(([name, value]) => [name, <code key="value">{value}</code>])}
        />
      }
    >
      <p>{mocks.intro}</p>
    </DocsSection>
  );
}

/** What goes wrong, and how it is said. */
export function ErrorsSection() {
  const example = {
    type: 'about:blank',
    title: errors.refusal.title,
    status: 403,
    code: 'environment_not_allowed',
    detail: errors.refusal.detail,
    requestId: '…',
  };
  return (
    <DocsSection
      id="errors"
      title={errors.title}
      beside={
        <CodeBlock
          code={JSON.stringify(example, null, 2)}
          label={errors.example}
          copyLabel={errors.copyExample}
          caption={errors.example}
        />
      }
    >
      <p>{errors.intro}</p>
      <Rows
        label={errors.title}
        columns={[errors.columns.status, errors.columns.code, errors.columns.when]}
        rows={errors.codes.map(({ status, code, when }) => [
          String(status),
          <code key="code">{code}</code>,
          when,
        ])}
      />
    </DocsSection>
  );
}

interface RowsProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
}

function Rows({ label, columns, rows }: RowsProps) {
  return (
    <div className={table.frame}>
      <table className={`${table.table} ${classes.table}`} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are fixed
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={columns[column]} data-label={column === 0 ? undefined : columns[column]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
