import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { membersQuery } from '../../features/members/api/members.js';
import { defaultsWords } from '../../features/onboarding/defaults-words.js';
import { FetchStep } from '../../features/onboarding/fetch-step.js';
import { FirstStepsCard, focusFirstSteps } from '../../features/onboarding/first-steps-card.js';
import { StepWords } from '../../features/onboarding/step-words.js';
import { begin, dismiss, hasBegun, hasKept, keep } from '../../features/onboarding/visit.js';
import { tokensQuery } from '../../features/tokens/api/tokens.js';
import type { Key } from '../../shared/api/types.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { changesQuery } from '../../shared/queries/changes.js';
import { useSession } from '../../shared/queries/session.js';
import { may, type Permission } from '../../shared/roles.js';
import { focusContent } from '../../shared/ui/focus-content.js';
import { importText } from '../../text/import.js';
import { onboardingText } from '../../text/onboarding.js';

interface FirstStepsOfWorkspaceProps {
  readonly tenantId: string;
  readonly keys: readonly Key[];
  readonly rules: ModeRules;
  readonly onAddKey: () => void;
  readonly onImport: () => void;
  readonly onCreateToken: () => void;
  readonly onDismissed: () => void;
}

/** So many people are named who can do what the reader can't. */
const PEOPLE_NAMED = 3;

/** The first steps with everything that they are derived from. */
export function FirstStepsOfWorkspace(props: FirstStepsOfWorkspaceProps) {
  const { tenantId, keys, rules, onAddKey, onImport, onCreateToken, onDismissed } = props;
  const role = useSession()?.role;
  const tokens = useQuery(tokensQuery);
  const changes = useQuery(changesQuery);
  const people = useQuery({ ...membersQuery, enabled: !may(role, 'manage_tokens') });
  const [kept, setKept] = useState(() => hasKept(tenantId));

  const isNew = changes.data?.lastFetchAt === null;
  useEffect(() => {
    if (isNew) begin(tenantId);
  }, [isNew, tenantId]);

  // The page below has its own way to say that the server is in trouble; the steps just wait for it.
  if (!tokens.data || !changes.data) return null;
  if (!isNew && !hasBegun(tenantId)) return null;

  const counting = tokens.data.filter(({ suspended, scopes }) => !suspended && scopes.includes('keys:read'));
  const allowing = (permission: keyof typeof onboardingText.others & Permission) => ({
    permission,
    allowed: may(role, permission),
    others: (people.data ?? [])
      .filter((person) => may(person.role, permission))
      .slice(0, PEOPLE_NAMED)
      .map(({ email }) => email),
  });
  return (
    <FirstStepsCard
      facts={{
        defaults: rules.defaults,
        kept,
        keys: keys.length,
        tokens: counting.length,
        fetched: !isNew,
      }}
      onDismiss={() => {
        dismiss(tenantId);
        focusContent();
        onDismissed();
      }}
      bodies={{
        defaults: (
          <StepWords {...allowing('change_defaults')} words={defaultsWords(rules)}>
            <Button
              onClick={() => {
                keep(tenantId);
                focusFirstSteps();
                setKept(true);
              }}
            >
              {onboardingText.defaults.keep}
            </Button>
          </StepWords>
        ),
        key: (
          <StepWords {...allowing('manage_keys')} words={onboardingText.key.words}>
            <Button onClick={onAddKey}>{onboardingText.key.add}</Button>
            <Button variant="default" onClick={onImport}>
              {importText.action}
            </Button>
          </StepWords>
        ),
        token: (
          <StepWords {...allowing('manage_tokens')} words={onboardingText.token.words}>
            <Button onClick={onCreateToken}>{onboardingText.token.create}</Button>
          </StepWords>
        ),
        fetch: (
          <FetchStep
            keys={keys}
            tokens={counting}
            onCreateToken={may(role, 'manage_tokens') ? onCreateToken : undefined}
          />
        ),
      }}
    />
  );
}
