import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { isAsOnServer, searchAfter } from '../../features/playground/change-facts.js';
import { Playground } from '../../features/playground/playground.js';
import {
  type PlaygroundFacts,
  type PlaygroundSearch,
  playgroundFacts,
  playgroundSearch,
  readPlaygroundSearch,
} from '../../shared/modes/playground-facts.js';
import { environmentDefaultsQuery } from '../../shared/queries/environment-defaults.js';
import { guardrailsQuery } from '../../shared/queries/guardrails.js';
import { CopyButton } from '../../shared/ui/copy-button.js';
import table from '../../shared/ui/data-table.module.css';
import { PageHeader } from '../../shared/ui/page-header.js';
import { ErrorState, RowsSkeleton } from '../../shared/ui/states.js';
import { playgroundText } from '../../text/playground.js';

/** Any facts, and what they come to; its address says all of it, so that a link can be shared. */
export function PlaygroundPage() {
  // The router hands the address's own parameters on, whatever validateSearch left out: read again here.
  const search = readPlaygroundSearch(useSearch({ from: '/shell/playground' }));
  const defaults = useQuery(environmentDefaultsQuery);
  const guardrails = useQuery(guardrailsQuery);
  const navigate = useNavigate();
  const router = useRouter();

  const parts = [defaults, guardrails];
  const failed = parts.find((part) => part.isError && part.data === undefined);
  const rules = defaults.data && guardrails.data && { defaults: defaults.data, guardrails: guardrails.data };
  const facts = rules && playgroundFacts(search, rules);
  const show = (next: (facts: PlaygroundFacts) => PlaygroundSearch) =>
    rules &&
    void navigate({
      to: '/playground',
      // From the newest address, which may be one choice ahead of what is drawn.
      search: (current) => next(playgroundFacts(readPlaygroundSearch(current), rules)),
      replace: true,
      resetScroll: false,
    });
  const link = facts && router.buildLocation({ to: '/playground', search: playgroundSearch(facts) }).href;
  return (
    <>
      <PageHeader
        title={playgroundText.title}
        actions={
          link && (
            <CopyButton text={window.location.origin + link} label={playgroundText.copyLink} spelledOut />
          )
        }
      >
        {playgroundText.intro}
      </PageHeader>
      {failed ? (
        <ErrorState
          title={playgroundText.failed}
          error={failed.error}
          retrying={parts.some((part) => part.isFetching)}
          onRetry={() => parts.filter((part) => part.isError).forEach((part) => void part.refetch())}
        />
      ) : !facts ? (
        <div className={table.frame}>
          <RowsSkeleton label={playgroundText.loading} />
        </div>
      ) : (
        <Playground
          facts={facts}
          isOwn={isAsOnServer(facts, rules)}
          onChange={(change) => show((now) => searchAfter(now, change, rules))}
          onReset={() => show(({ environment }) => ({ env: environment }))}
        />
      )}
    </>
  );
}
