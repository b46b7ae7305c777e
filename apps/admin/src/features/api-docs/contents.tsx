import { Anchor } from '@mantine/core';
import { apiDocsText } from '../../text/api-docs.js';
import classes from './docs.module.css';
import type { Operation } from './operations.js';

/** Links to the parts of the docs. */
export function Contents({ operations }: { operations: readonly Operation[] }) {
  const parts = [
    { id: 'authentication', title: apiDocsText.authentication.title },
    ...operations.map(({ id, path }) => ({ id, title: apiDocsText.operations[id]?.title ?? path })),
    { id: 'modes', title: apiDocsText.modes.title },
    { id: 'mock-values', title: apiDocsText.mocks.title },
    { id: 'errors', title: apiDocsText.errors.title },
  ];
  return (
    <nav aria-label={apiDocsText.contents}>
      <ul className={classes.contents}>
        {parts.map(({ id, title }) => (
          <li key={id}>
            <Anchor size="sm" href={`#${id}`}>
              {title}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}
