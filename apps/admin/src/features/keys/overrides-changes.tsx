import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { errorMessage } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import { FlipList, KeyFlips } from '../../shared/modes/flip-list.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD } from '../../shared/modes/words.js';
import { keysQuery } from '../../shared/queries/keys.js';
import { Confirm } from '../../shared/ui/confirm.js';
import { notifyDone, notifyFailed, withdrawUndo } from '../../shared/ui/notify.js';
import { onceNeeded } from '../../shared/ui/once-needed.js';
import { keysText } from '../../text/keys.js';
import { type FailedChange, useChangeOverrides } from './api/change-overrides.js';
import {
  doneMessage,
  type ForeseenOverrides,
  foreseeOverrides,
  inverseOf,
  type OverridesChange,
} from './overrides-change.js';

const words = keysText.overrides;

const FailedChanges = onceNeeded(
  async () => (await import('./failed-changes.js')).FailedChanges,
  ({ failed }) => failed !== null,
);

interface Proposal {
  readonly changes: readonly OverridesChange<Key>[];
  /** The question about several keys. */
  readonly title?: string;
  /** Runs once the changes are on their way: what was drafted is shown as it will be. */
  readonly onMade?: () => void;
  /** Runs for what the server refused and what is therefore as it was. */
  readonly onFailed?: (failed: readonly FailedChange[]) => void;
}

/** Makes changes of overrides, after a question where one is due, and offers to take them back. */
type Propose = (proposal: Proposal) => void;

const ProposeContext = createContext<Propose>(() => {});

/** The one way in which the Keys page changes overrides. */
export function useProposeOverrides(): Propose {
  return use(ProposeContext);
}

interface Asked extends Proposal {
  readonly foreseen: ForeseenOverrides;
}

/** Asks about changes of overrides, makes them, and says what became of them, for all of the Keys page. */
export function OverridesChanges({ rules, children }: { rules: ModeRules; children: ReactNode }) {
  const client = useQueryClient();
  const { mutateAsync } = useChangeOverrides();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState<{ of: number; changes: readonly FailedChange[] } | null>(null);
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
      withdrawUndo();
    };
  }, []);

  const commit = async ({ changes, foreseen, onMade, onFailed }: Asked) => {
    setAsking(false);
    // The last change is no longer the latest, even while this one is on its way.
    withdrawUndo();
    onMade?.();
    const refused = await mutateAsync(changes).catch((error: unknown) =>
      changes.map((change) => ({ change, why: errorMessage(error) })),
    );
    const lost = new Set(refused.map(({ change }) => change.key.id));
    const done = changes.filter(({ key }) => !lost.has(key.id));
    if (done.length > 0) {
      const turned = refused.length === 0 ? foreseen.turned : foreseeOverrides(done, rules).turned;
      notifyDone(doneMessage(done, turned), isThere.current ? { undo: () => undo(done) } : {});
    }
    if (refused.length === 0) return;
    onFailed?.(refused);
    const [only] = refused;
    if (only && changes.length === 1) notifyFailed(words.notSaved(only.change.key.name, only.why));
    else setFailed({ of: changes.length, changes: refused });
  };
  const propose: Propose = (proposal) => {
    if (proposal.changes.length === 0 || asking) return;
    const foreseen = foreseeOverrides(proposal.changes, rules, proposal.title);
    if (foreseen.question === null) return void commit({ ...proposal, foreseen });
    setAsked({ ...proposal, foreseen });
    setAsking(true);
  };
  // An offer to undo is taken up later, under the rules of then.
  const latest = useRef(propose);
  useEffect(() => {
    latest.current = propose;
  });
  const undo = (done: readonly OverridesChange<Key>[]) => {
    const now = new Map(client.getQueryData(keysQuery.queryKey)?.map((key) => [key.id, key]));
    const changes = inverseOf(done, now);
    if (changes.length === 0) notifyFailed(words.changedSince);
    else latest.current({ changes });
  };
  const proposeLatest = useCallback<Propose>((proposal) => latest.current(proposal), []);

  const question = useMemo(() => asked && <Preview {...asked} />, [asked]);
  return (
    <ProposeContext value={proposeLatest}>
      {children}
      <Confirm
        opened={asking}
        title={asked?.foreseen.question ?? ''}
        action={words.confirm}
        name={asked?.foreseen.name ?? null}
        pending={false}
        error={null}
        onConfirm={() => asked && void commit(asked)}
        onCancel={() => setAsking(false)}
      >
        {question}
      </Confirm>
      <FailedChanges
        failed={failed}
        onClose={() => setFailed(null)}
        onTryAgain={(changes) => {
          setFailed(null);
          propose({ changes });
        }}
      />
    </ProposeContext>
  );
}

/** Exactly what changes: by environment for one key, by key for several. */
function Preview({ changes, foreseen: { turned } }: Asked) {
  const items = turned.map(({ flip }) => ({ of: ENVIRONMENT_WORD[flip.environment], flip }));
  return (
    <>
      {changes.length === 1 ? <FlipList title={words.changes} items={items} /> : <KeyFlips items={turned} />}
      {turned.length === 0 && <Text size="sm">{words.changesNoMode}</Text>}
      <Text size="sm" c="dimmed">
        {words.nextFetch}
      </Text>
    </>
  );
}
