import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { SearchIcon } from '../../shared/icons.js';
import { EmptyState } from '../../shared/ui/states.js';
import classes from './middle.module.css';

/** The answer to an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <main className={classes.middle}>
      <EmptyState icon={<SearchIcon size={20} />} title="There is no such page">
        Check the address, or go to{' '}
        <Anchor inherit renderRoot={(props) => <Link to="/keys" {...props} />}>
          Keys
        </Anchor>
        .
      </EmptyState>
    </main>
  );
}
