import { useEffect, useRef } from 'react';
import { Keycaps } from '../../shared/ui/keycaps.js';
import { commandsText } from '../../text/commands.js';
import type { Command } from './command.js';
import { CommandIcon } from './command-icon.js';
import type { FoundGroup } from './find-commands.js';
import classes from './palette.module.css';

interface ResultsProps {
  readonly id: string;
  readonly groups: readonly FoundGroup[];
  /** The command that Enter would choose. */
  readonly current: Command | undefined;
  readonly optionId: (command: Command) => string;
  readonly onPoint: (command: Command) => void;
  readonly onChoose: (command: Command) => void;
}

/** The commands that were found, as the list of a combobox: the field keeps the focus. */
export function Results({ id, groups, current, optionId, onPoint, onChoose }: ResultsProps) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current command decides which option is selected
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={commandsText.results} className={classes.results}>
      {groups.map(({ group, commands, more }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place within a listbox
        <div key={group} role="group" aria-label={commandsText.groups[group]}>
          <div className={classes.group} aria-hidden="true">
            {commandsText.groups[group]}
          </div>
          {commands.map((command) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field, which has the focus, takes the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the current option
            <div
              key={command.id}
              id={optionId(command)}
              role="option"
              aria-selected={command === current}
              className={classes.option}
              onMouseMove={() => onPoint(command)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(command)}
            >
              <CommandIcon command={command} />
              <span className={classes.label}>{command.label}</span>
              {command.detail && <span className={classes.detail}>{command.detail}</span>}
              {command.shortcut && (
                <span className={classes.shortcut} aria-hidden="true">
                  <Keycaps keys={command.shortcut} />
                </span>
              )}
            </div>
          ))}
          {more > 0 && <div className={classes.more}>{commandsText.more(more)}</div>}
        </div>
      ))}
    </div>
  );
}
