import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './docs.module.css';

interface DocsSectionProps {
  /** Part of the address that leads here. */
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
  /** Code beside the words, or beneath them where there is no room. */
  readonly beside?: ReactNode;
}

/** One part of the docs: words, and code beside them. */
export function DocsSection({ id, title, children, beside }: DocsSectionProps) {
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.words}>
        <Title order={2} size="h3" id={id} className={classes.title}>
          {title}
        </Title>
        {children}
      </div>
      {beside && <div className={classes.beside}>{beside}</div>}
    </section>
  );
}
