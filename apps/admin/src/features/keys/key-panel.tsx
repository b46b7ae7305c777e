import { Group, Text } from '@mantine/core';
import { memo, useCallback, useRef } from 'react';
import type { Key } from '../../shared/api/types.js';
import type { ModeRules } from '../../shared/modes/key-modes.js';
import { providerName } from '../../shared/providers/provider-name.js';
import { CopyButton } from '../../shared/ui/copy-button.js';
import { focusContent } from '../../shared/ui/focus-content.js';
import { notifyDone } from '../../shared/ui/notify.js';
import { Panel } from '../../shared/ui/panel.js';
import { keysText } from '../../text/keys.js';
import { DatesForm } from './dates-form.js';
import { DeleteKey } from './delete-key.js';
import classes from './key-panel.module.css';
import { OverridesForm } from './overrides-form.js';
import { PlaygroundLinks } from './playground-links.js';
import { ReadersSection } from './readers-section.js';
import { RenameForm } from './rename-form.js';
import { RotateForm } from './rotate-form.js';
import { ValiditySection } from './validity-section.js';
import { VersionsList } from './versions-list.js';

const words = keysText.panel;

interface KeyPanelProps {
  readonly opened: boolean;
  readonly apiKey: Key;
  readonly rules: ModeRules;
  /** Whether the reader may change keys; a viewer sees the same panel without the means to. */
  readonly canManage: boolean;
  readonly onClose: () => void;
}

/** Everything about one key: its overrides first, then its names, values and end. */
export function KeyPanel({ opened, apiKey, rules, canManage, onClose }: KeyPanelProps) {
  const latest = useRef(onClose);
  latest.current = onClose;
  const close = useCallback(() => latest.current(), []);
  return (
    <Panel
      opened={opened}
      onClose={onClose}
      title={
        <>
          <Text component="span" className={classes.title}>
            {apiKey.name}
          </Text>
          <Text component="span" className={classes.subtitle}>
            {providerName(apiKey.llmType)}
            {apiKey.last4 !== '' && <span className={classes.mono}>··{apiKey.last4}</span>}
            <span>{words.version(apiKey.version)}</span>
          </Text>
        </>
      }
    >
      <KeyPanelContent apiKey={apiKey} rules={rules} canManage={canManage} close={close} />
    </Panel>
  );
}

interface KeyPanelContentProps extends Pick<KeyPanelProps, 'apiKey' | 'rules' | 'canManage'> {
  readonly close: () => void;
}

/** Drawn again only when something of it changes: a panel that closes is to be gone at once. */
const KeyPanelContent = memo(function KeyPanelContent(props: KeyPanelContentProps) {
  const { apiKey, rules, canManage, close } = props;
  return (
    <>
      <section className={classes.section} aria-label={words.modes}>
        <OverridesForm key={apiKey.id} apiKey={apiKey} rules={rules} canManage={canManage} />
        <PlaygroundLinks overrides={apiKey.overrides} rules={rules} />
      </section>
      <section className={classes.section} aria-label={words.names}>
        <h3 className={classes.heading}>{words.names}</h3>
        <RenameForm key={apiKey.id} apiKey={apiKey} canManage={canManage} />
        <ToCopy label={words.id} text={apiKey.id} copy={words.copyId} />
        <ToCopy label={words.slug} text={apiKey.slug} copy={words.copySlug} />
      </section>
      <section className={classes.section} aria-label={words.value}>
        <h3 className={classes.heading}>{words.value}</h3>
        {canManage && <RotateForm key={apiKey.id} apiKey={apiKey} />}
        <VersionsList apiKey={apiKey} canManage={canManage} />
      </section>
      <ValiditySection key={`validity of ${apiKey.id}`} apiKey={apiKey} canManage={canManage} />
      <ReadersSection key={`readers of ${apiKey.id}`} apiKey={apiKey} />
      <DatesForm key={`dates of ${apiKey.id}`} apiKey={apiKey} canManage={canManage} />
      {canManage && (
        <section className={classes.section} aria-label={words.deletion}>
          <DeleteKey
            apiKey={apiKey}
            onDeleted={() => {
              notifyDone(words.deleted(apiKey.name));
              close();
              focusContent();
            }}
          />
        </section>
      )}
    </>
  );
});

/** A name that applications use, with a button that copies it. */
function ToCopy({ label, text, copy }: { label: string; text: string; copy: string }) {
  return (
    <Group gap="xs" mt="sm" wrap="nowrap" justify="space-between">
      <Text size="sm" c="dimmed" truncate>
        {label} <span className={classes.mono}>{text}</span>
      </Text>
      <CopyButton text={text} label={copy} />
    </Group>
  );
}
