import { Button, Code, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { uiText } from '../../text/ui.js';
import { errorMessage, ProblemError } from '../api/problem.js';
import { AlertIcon } from '../icons.js';
import classes from './states.module.css';

interface ErrorStateProps {
  /** What could not be shown, like `The keys could not be loaded`. */
  readonly title: string;
  readonly error: unknown;
  readonly retrying?: boolean;
  readonly onRetry: () => void;
}

/** Says what went wrong and what to do, with a way to try again. */
export function ErrorState({ title, error, retrying = false, onRetry }: ErrorStateProps) {
  return (
    <div className={classes.state} role="alert">
      <span className={classes.mark} data-tone="error">
        <AlertIcon size={20} />
      </span>
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={460}>
        {errorMessage(error)}
      </Text>
      {error instanceof ProblemError && error.requestId && (
        <Text size="xs" c="dimmed">
          {uiText.request} <Code fz="xs">{error.requestId}</Code>
        </Text>
      )}
      <Button mt="xs" variant="default" loading={retrying} onClick={onRetry}>
        {uiText.tryAgain}
      </Button>
    </div>
  );
}

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  /** Whether it is all of a page, and its title the page's heading. */
  readonly isPage?: boolean;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** What a page without content is for, and the next step. */
export function EmptyState({ icon, title, isPage = false, children, action }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      <span className={classes.mark}>{icon}</span>
      <Text fw={600} {...(isPage && { component: 'h1', m: 0 })}>
        {title}
      </Text>
      <Text size="sm" c="dimmed" maw={460} component="div">
        {children}
      </Text>
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}

/** The outline of a list while it loads. */
export function RowsSkeleton({ label, rows = 5 }: { label: string; rows?: number }) {
  return (
    <Stack gap={0} role="status" aria-label={label} className={classes.skeleton}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={row} className={classes.skeletonRow}>
          <Skeleton height={12} width={`${78 - ((row * 17) % 40)}%`} />
          <Skeleton height={12} width="70%" />
          <Skeleton height={12} width="60%" />
          <Skeleton height={12} width="60%" />
        </div>
      ))}
    </Stack>
  );
}
