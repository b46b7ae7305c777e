import type { Guardrails } from '@ibyok/mode-resolution';
import { LockIcon } from '../../shared/icons.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import table from '../../shared/ui/data-table.module.css';
import { guardrailsText } from '../../text/guardrails.js';
import { guardrailRows } from './guardrail-rows.js';
import classes from './guardrails-table.module.css';

/** What the server's variables force or forbid, environment by environment. */
export function GuardrailsTable({ guardrails }: { guardrails: Guardrails }) {
  return (
    <section aria-label={guardrailsText.title} className={table.frame}>
      <table className={`${table.table} ${classes.guardrails}`}>
        <thead>
          <tr>
            <th scope="col">{guardrailsText.columns.environment}</th>
            <th scope="col">{guardrailsText.columns.variable}</th>
            <th scope="col">{guardrailsText.columns.value}</th>
            <th scope="col">{guardrailsText.columns.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {guardrailRows(guardrails).map(({ environment, variable, value, meaning }) => (
            <tr key={variable} data-set={value !== null || undefined}>
              <td className={classes.environment}>{ENVIRONMENT_WORD[environment]}</td>
              <td data-label={guardrailsText.columns.variable}>
                <code className={classes.code}>{variable}</code>
              </td>
              <td data-label={guardrailsText.columns.value}>
                {value === null ? (
                  <span className={table.dim}>{guardrailsText.notSet}</span>
                ) : (
                  <span className={classes.value}>
                    <LockIcon size={13} />
                    <code className={classes.code}>{value}</code>
                  </span>
                )}
              </td>
              <td className={classes.meaning}>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
