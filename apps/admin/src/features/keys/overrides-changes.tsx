import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { errorMessage } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { keysQuery } from '../../shared/queries/keys.js';
import { Confirm } from '../../shared/ui/confirm.js';
import { notifyDone, notifyFailed, withdrawUndo } from '../../shared/ui/notify.js';
import { onceNeeded } from '../../shared/ui/once-needed.js';
import { useLast } from '../../shared/ui/use-last.js';
import { keysText } from '../../text/keys.js';
import { useChangeOverrides } from './api/change-overrides.js';
import type { FailedChange } from './api/overrides-attempt.js';
import { doneMessage, type ForeseenOverrides, foreseeOverrides } from './overrides-change.js';
import {
  type MetWishes,
  meetWishes,
  type OverridesChange,
  type OverridesWish,
  undoOf,
} from './overrides-intent.js';
import { OverridesPreview } from './overrides-preview.js';

const words = keysText.overrides;

const FailedChanges = onceNeeded(
  async () => (await import('./failed-changes.js')).FailedChanges,
  ({ failed }) => failed !== null,
);

/** What somebody wants of keys. What it comes to depends on the keys and rules of the moment. */
interface OverridesIntent {
  readonly wishes: readonly OverridesWish[];
  /** The question about so many keys; absent for one key, which is asked about by its name. */
  readonly title?: (keys: number) => string;
  /** Runs once the changes are on their way: what was drafted is shown as it will be. */
  readonly onMade?: () => void;
  /** Runs where the server refused and things are therefore as they were. */
  readonly onFailed?: () => void;
}

/** Makes changes of overrides, after a question where one is due, and offers to take them back. */
type Propose = (intent: OverridesIntent) => void;

const ProposeContext = createContext<Propose>(() => {});

/** The one way in which the Keys page changes overrides. */
export function useProposeOverrides(): Propose {
  return use(ProposeContext);
}

/** What an intent comes to among the keys and under the rules of one moment. */
interface Outlook {
  readonly intent: OverridesIntent;
  readonly met: MetWishes<Key>;
  readonly foreseen: ForeseenOverrides;
}

function outlookOf(intent: OverridesIntent, keys: readonly Key[], rules: ModeRules): Outlook {
  const met = meetWishes(intent.wishes, keys);
  return { intent, met, foreseen: foreseeOverrides(met.changes, rules, intent.title) };
}

interface OverridesChangesProps {
  readonly keys: readonly Key[];
  readonly rules: ModeRules;
  readonly children: ReactNode;
}

/** Asks about changes of overrides, makes them, and says what became of them, for all of the Keys page. */
export function OverridesChanges({ keys, rules, children }: OverridesChangesProps) {
  const client = useQueryClient();
  const { mutateAsync } = useChangeOverrides();
  const [asked, setAsked] = useState<{ intent: OverridesIntent; question: string } | null>(null);
  const [failed, setFailed] = useState<{
    intent: OverridesIntent;
    of: number;
    changes: readonly FailedChange[];
  } | null>(null);
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
      withdrawUndo();
    };
  }, []);

  const commit = async ({ intent, met: { changes }, foreseen }: Outlook) => {
    setAsked(null);
    // The last change is no longer the latest, even while this one is on its way.
    withdrawUndo();
    intent.onMade?.();
    const outcome = await mutateAsync(changes).catch((error: unknown) => ({
      failed: changes.map((change) => ({ change, why: errorMessage(error), reason: 'refused' as const })),
      before: new Map(),
    }));
    const lost = new Set(outcome.failed.map(({ change }) => change.key.id));
    const done = changes.filter(({ key }) => !lost.has(key.id));
    if (done.length > 0) {
      const turned = foreseen.turned.filter(({ id }) => !lost.has(id));
      const undo = () => proposeLatest(undoIntent(done, outcome.before));
      notifyDone(doneMessage(done, turned), isThere.current ? { undo } : {});
    }
    if (outcome.failed.length === 0) return;
    intent.onFailed?.();
    const [only] = outcome.failed;
    if (only && !intent.title) notifyFailed(whyOf(only));
    else setFailed({ intent, of: changes.length, changes: outcome.failed });
  };
  const propose: Propose = (intent) => {
    if (intent.wishes.length === 0 || asked) return;
    const outlook = outlookOf(intent, client.getQueryData(keysQuery.queryKey) ?? keys, rules);
    const { met, foreseen } = outlook;
    if (met.changes.length === 0) {
      if (met.leftAlone.length > 0) notifyFailed(words.changedSince);
      else if (met.gone.length > 0) notifyFailed(words.goneSince);
    } else if (foreseen.question === null) void commit(outlook);
    else setAsked({ intent, question: foreseen.question });
  };
  // An offer to undo is taken up later, under the rules of then.
  const latest = useRef(propose);
  useEffect(() => {
    latest.current = propose;
  });
  const proposeLatest = useCallback<Propose>((intent) => latest.current(intent), []);

  // While the question stands others may change what it is about.
  const outlook = useLast(
    useMemo(() => asked && { asked, ...outlookOf(asked.intent, keys, rules) }, [asked, keys, rules]),
  );
  const question = useMemo(
    () => outlook && <OverridesPreview {...outlook} isOfOne={!outlook.intent.title} />,
    [outlook],
  );
  return (
    <ProposeContext value={proposeLatest}>
      {children}
      <Confirm
        opened={asked !== null}
        title={outlook?.foreseen.question ?? outlook?.asked.question ?? ''}
        action={words.confirm}
        name={outlook?.foreseen.name ?? null}
        about={outlook?.foreseen.about ?? ''}
        moot={outlook?.met.changes.length === 0}
        pending={false}
        error={null}
        onConfirm={() => outlook && void commit(outlook)}
        onCancel={() => setAsked(null)}
      >
        {question}
      </Confirm>
      <FailedChanges
        failed={failed}
        onClose={() => setFailed(null)}
        onTryAgain={(again) => {
          const ids = new Set(again.map(({ key }) => key.id));
          setFailed(null);
          if (failed)
            propose({ ...failed.intent, wishes: failed.intent.wishes.filter(({ keyId }) => ids.has(keyId)) });
        }}
      />
    </ProposeContext>
  );
}

/** Why the change of a single key was not made. */
function whyOf({ change: { key, onlyWhile }, reason, why }: FailedChange): string {
  if (reason === 'changed') return words.changedSince;
  if (reason === 'gone') return onlyWhile ? words.goneSince : words.gone(1, key.name);
  return words.notSaved(key.name, why);
}

/** Takes changes back, to what the keys said before them. */
function undoIntent(
  done: readonly OverridesChange<Key>[],
  before: Parameters<typeof undoOf>[1],
): OverridesIntent {
  return { wishes: undoOf(done, before), ...(done.length > 1 && { title: words.putBack }) };
}
