import { Modal, VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Session } from '../../shared/api/types.js';
import { SearchIcon } from '../../shared/icons.js';
import { Keycaps } from '../../shared/ui/keycaps.js';
import { commandsText } from '../../text/commands.js';
import type { Command } from './command.js';
import type { FoundGroup } from './find-commands.js';
import classes from './palette.module.css';
import { Results } from './results.js';
import { useCommands } from './use-commands.js';
import { useDeeds } from './use-deeds.js';

interface PaletteProps {
  readonly opened: boolean;
  readonly session: Session;
  readonly onClose: () => void;
  readonly onShortcuts: () => void;
}

/** Finds keys, tokens, pages and things to do: a combobox that keeps the focus while the arrow keys choose. */
export function Palette({ opened, session, onClose, onShortcuts }: PaletteProps) {
  const before = useRef<HTMLElement | null>(null);
  const act = useDeeds(onShortcuts);

  const close = () => {
    before.current?.focus({ preventScroll: true });
    onClose();
  };
  const choose = ({ deed }: Command) => {
    // First the focus, then the deed: a panel that it opens gives the focus back to where it was.
    close();
    act(deed);
  };
  useEffect(() => {
    if (opened) before.current = focusedElement();
  }, [opened]);
  return (
    <Modal.Root
      opened={opened}
      onClose={close}
      returnFocus={false}
      classNames={{ content: classes.content }}
      size={620}
      yOffset="10dvh"
      centered={false}
      zIndex={500}
      transitionProps={{ duration: 100, transition: 'pop' }}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={commandsText.title}>
        <Body session={session} onChoose={choose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Body({ session, onChoose }: { session: Session; onChoose: (command: Command) => void }) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const { groups, findNow } = useCommands(session, query);
  const commands = commandsOf(groups);
  const current = commands[Math.min(at, commands.length - 1)];
  const optionId = (command: Command) => `${id}-${command.id}`;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: commands.length - 1 }[event.key];
    if (event.key === 'Enter') {
      // Who types and presses Enter at once means what fits, not what fitted before the last letter.
      const fitting = commandsOf(findNow());
      const meant = fitting[Math.min(at, fitting.length - 1)];
      if (meant) onChoose(meant);
    } else if (to !== undefined && commands.length > 0) setAt((to + commands.length) % commands.length);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={classes.search}>
        <SearchIcon size={18} />
        <input
          className={classes.field}
          type="text"
          role="combobox"
          aria-label={commandsText.field}
          placeholder={commandsText.field}
          aria-expanded={commands.length > 0}
          aria-controls={commands.length > 0 ? id : undefined}
          aria-activedescendant={current && optionId(current)}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={query}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
        />
      </div>
      {commands.length === 0 ? (
        <p className={classes.none}>{commandsText.none(query)}</p>
      ) : (
        <Results
          id={id}
          groups={groups}
          current={current}
          optionId={optionId}
          onPoint={(command) => setAt(commands.indexOf(command))}
          onChoose={onChoose}
        />
      )}
      <VisuallyHidden role="status">{query !== '' && commandsText.count(commands.length)}</VisuallyHidden>
      <footer className={classes.hints} aria-hidden="true">
        <span>
          <Keycaps keys={['↑', '↓']} /> {commandsText.hints.move}
        </span>
        <span>
          <Keycaps keys={['↵']} /> {commandsText.hints.open}
        </span>
        <span>
          <Keycaps keys={['Esc']} /> {commandsText.hints.close}
        </span>
      </footer>
    </>
  );
}

function commandsOf(groups: readonly FoundGroup[]): readonly Command[] {
  return groups.flatMap((group) => group.commands);
}

function focusedElement(): HTMLElement | null {
  return document.activeElement instanceof HTMLElement ? document.activeElement : null;
}
