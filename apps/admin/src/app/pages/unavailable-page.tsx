import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { UnreachableError } from '../../shared/api/problem.js';
import { ErrorState } from '../../shared/ui/states.js';
import { shellText } from '../../text/shell.js';
import classes from './middle.module.css';

const text = shellText.unavailable;

/** What is shown instead of a page that could not be opened, with a way to try again. */
export function UnavailablePage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const [retrying, setRetrying] = useState(false);
  const retry = async () => {
    setRetrying(true);
    await router.invalidate();
    setRetrying(false);
    reset();
  };
  const title = error instanceof UnreachableError ? text.noAnswer : text.notOpened;
  return (
    <main className={classes.middle}>
      <ErrorState title={title} error={error} retrying={retrying} onRetry={() => void retry()} />
    </main>
  );
}
