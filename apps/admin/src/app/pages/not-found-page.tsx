import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { SearchIcon } from '../../shared/icons.js';
import { EmptyState } from '../../shared/ui/states.js';
import { shellText } from '../../text/shell.js';
import classes from './middle.module.css';

const text = shellText.notFound;

/** The answer to an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <main className={classes.middle}>
      <EmptyState icon={<SearchIcon size={20} />} title={text.title} isPage>
        {text.check}{' '}
        <Anchor inherit underline="always" renderRoot={(props) => <Link to="/keys" {...props} />}>
          {shellText.pages.keys}
        </Anchor>
        .
      </EmptyState>
    </main>
  );
}
