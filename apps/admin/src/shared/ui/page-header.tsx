import { Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { uiText } from '../../text/ui.js';
import classes from './page-header.module.css';

interface PageHeaderProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** The heading of a page, one line on what it is for, and its main action; also names the tab. */
export function PageHeader({ title, children, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = uiText.tab(title);
  }, [title]);
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <Title order={1} size="h2">
          {title}
        </Title>
        {children && (
          <Text size="sm" c="dimmed" mt={2}>
            {children}
          </Text>
        )}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
