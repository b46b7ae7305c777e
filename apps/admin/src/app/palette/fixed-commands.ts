import type { Role } from '../../shared/api/types.js';
import { may } from '../../shared/roles.js';
import { commandsText } from '../../text/commands.js';
import { shellText } from '../../text/shell.js';
import { DESTINATIONS } from '../destinations.js';
import type { Command } from './command.js';

interface Standing {
  readonly role: Role;
  /** The scheme that is shown. */
  readonly scheme: 'light' | 'dark';
  /** The workspaces that one can switch to. */
  readonly workspaces: readonly { readonly id: string; readonly name: string }[];
}

/** The commands that do not depend on what the workspace holds: pages to go to and things to do, by role. */
export function fixedCommands({ role, scheme, workspaces }: Standing): readonly Command[] {
  const { keywords } = commandsText;
  const deed = (
    id: 'addKey' | 'importKeys' | 'createToken' | 'invite',
    href: string,
    allowed: boolean,
  ): readonly Command[] =>
    allowed
      ? [
          {
            id,
            group: 'do',
            label: commandsText[id],
            keywords: keywords[id],
            deed: { kind: 'go', href },
          },
        ]
      : [];
  return [
    ...DESTINATIONS.map(
      ({ page, href, letter }): Command => ({
        id: page,
        group: 'go',
        label: shellText.pages[page],
        keywords: keywords[page],
        shortcut: ['G', letter.toUpperCase()],
        deed: { kind: 'go', href },
      }),
    ),
    ...deed('addKey', '/keys?panel=add', may(role, 'manage_keys')),
    ...deed('importKeys', '/keys?panel=import', may(role, 'manage_keys')),
    ...deed('createToken', '/tokens?panel=create', may(role, 'manage_tokens')),
    ...deed('invite', '/members?panel=invite', may(role, 'manage_members')),
    {
      id: 'scheme',
      group: 'do',
      label: shellText.switchTo[scheme === 'dark' ? 'light' : 'dark'],
      keywords: keywords.scheme,
      deed: { kind: 'scheme' },
    },
    ...workspaces.map(
      ({ id, name }): Command => ({
        id,
        group: 'do',
        label: commandsText.switchTo(name),
        keywords: keywords.workspace,
        deed: { kind: 'workspace', id },
      }),
    ),
    {
      id: 'shortcuts',
      group: 'do',
      label: commandsText.shortcuts,
      keywords: keywords.shortcuts,
      shortcut: ['?'],
      deed: { kind: 'shortcuts' },
    },
    {
      id: 'sign-out',
      group: 'do',
      label: commandsText.signOut,
      keywords: keywords.signOut,
      deed: { kind: 'sign-out' },
    },
  ];
}
