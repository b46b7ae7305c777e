import { Anchor, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { UsageIcon } from '../../shared/icons.js';
import { CodeBlock } from '../../shared/ui/code-block.js';
import { EmptyState } from '../../shared/ui/states.js';
import { usageText } from '../../text/usage.js';
import { firstFetchNeeds } from '../../text/usage-sentences.js';
import classes from './no-usage.module.css';
import { isFiltered, type UsageSearch, withoutFilters } from './usage-search.js';

interface NoUsageProps {
  readonly search: UsageSearch;
  /** The slug of a key to fetch, where there is one. */
  readonly slug: string | undefined;
  readonly onClear: (search: UsageSearch) => void;
}

/** Where nothing was fetched: how the first fetch is made, or which choice leaves nothing. */
export function NoUsage({ search, slug, onClear }: NoUsageProps) {
  const { empty, filters } = usageText;
  if (isFiltered(search)) {
    return (
      <EmptyState
        icon={<UsageIcon size={20} />}
        title={empty.filtered}
        action={
          <Button variant="default" onClick={() => onClear(withoutFilters(search))}>
            {filters.clearAll}
          </Button>
        }
      >
        {empty.filteredAdvice}
      </EmptyState>
    );
  }
  const address = `${window.location.origin}/external/keys/${slug ?? 'KEY'}/value?env=dev`;
  return (
    <EmptyState icon={<UsageIcon size={20} />} title={empty.title}>
      {empty.advice}
      <div className={classes.command}>
        <CodeBlock
          code={`curl -H "Authorization: Bearer $IBYOK_ACCESS_TOKEN" "${address}"`}
          label={empty.command}
          copyLabel={empty.copy}
          wrap
        />
      </div>
      {firstFetchNeeds(
        (words) => (
          <Anchor inherit underline="always" renderRoot={(props) => <Link {...props} to="/keys" />}>
            {words}
          </Anchor>
        ),
        (words) => (
          <Anchor inherit underline="always" renderRoot={(props) => <Link {...props} to="/tokens" />}>
            {words}
          </Anchor>
        ),
      )}
    </EmptyState>
  );
}
