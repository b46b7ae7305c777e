import { Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { Brand } from '../../shared/ui/brand.js';
import { uiText } from '../../text/ui.js';
import classes from './account-frame.module.css';

interface AccountFrameProps {
  readonly title: string;
  readonly intro: string;
  readonly children: ReactNode;
}

/** The frame of the pages before the dashboard: one narrow column. */
export function AccountFrame({ title, intro, children }: AccountFrameProps) {
  useEffect(() => {
    document.title = uiText.tab(title);
  }, [title]);
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <Brand />
        <Title order={1} size="h2" mt={28}>
          {title}
        </Title>
        <Text size="sm" c="dimmed" mt={4} mb={24}>
          {intro}
        </Text>
        {children}
      </div>
    </main>
  );
}
