import type { ComponentType } from 'react';
import {
  AccountIcon,
  ArrowRightIcon,
  DocsIcon,
  KeyIcon,
  MoonIcon,
  PeopleIcon,
  PlaygroundIcon,
  PlusIcon,
  RecordIcon,
  ShieldIcon,
  SignOutIcon,
  TokenIcon,
} from '../../shared/icons.js';
import type { Command } from './command.js';

const BY_ID: Readonly<Record<string, ComponentType>> = {
  keys: KeyIcon,
  tokens: TokenIcon,
  guardrails: ShieldIcon,
  playground: PlaygroundIcon,
  members: PeopleIcon,
  audit: RecordIcon,
  account: AccountIcon,
  apiDocs: DocsIcon,
  addKey: PlusIcon,
  importKeys: PlusIcon,
  createToken: PlusIcon,
  invite: PlusIcon,
  scheme: MoonIcon,
  'sign-out': SignOutIcon,
};

/** The picture before a command. */
export function CommandIcon({ command }: { command: Command }) {
  const OfGroup = { keys: KeyIcon, tokens: TokenIcon, go: ArrowRightIcon, do: ArrowRightIcon }[command.group];
  const Icon = BY_ID[command.id] ?? OfGroup;
  return <Icon />;
}
