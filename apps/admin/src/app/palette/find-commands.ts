import { type Command, GROUPS, type Group } from './command.js';

/** Shown of keys and of tokens, at most: with a thousand of them, typing on is quicker than reading. */
const MOST: Readonly<Partial<Record<Group, number>>> = { keys: 8, tokens: 5 };

/** A command with the text that it is searched by, in lower case. */
export interface Findable {
  readonly command: Command;
  readonly label: string;
  /** Fits wherever a word of the query stands in it. */
  readonly text: string;
  /** Fits where one of its own words begins with it. */
  readonly keywords: string;
}

/** What fits of one group, the best first, and how many more fit than are shown. */
export interface FoundGroup {
  readonly group: Group;
  readonly commands: readonly Command[];
  readonly more: number;
}

/** Prepares commands to be searched, once for many searches. */
export function findable(commands: readonly Command[]): readonly Findable[] {
  return commands.map((command) => {
    const label = command.label.toLowerCase();
    const text = `${label} ${command.detail ?? ''}`.toLowerCase();
    return { command, label, text, keywords: ` ${command.keywords.toLowerCase()}` };
  });
}

/**
 * The commands that have every word of a query somewhere, by group; those whose label begins with it come first. An
 * empty query finds all but keys and tokens.
 */
export function findCommands(all: readonly Findable[], query: string): readonly FoundGroup[] {
  const typed = query.trim().toLowerCase();
  const words = typed.split(/\s+/).filter((word) => word !== '');
  const fitting = all.filter(({ command, text, keywords }) =>
    words.length === 0
      ? !(command.group in MOST)
      : words.every((word) => text.includes(word) || keywords.includes(` ${word}`)),
  );
  const ranked = fitting
    .map((one) => ({ ...one, rank: words.length === 0 ? 0 : rankOf(one, typed) }))
    .sort((one, other) => one.rank - other.rank);
  const groups = GROUPS.map((group) => {
    const found = ranked.filter(({ command }) => command.group === group);
    const most = MOST[group] ?? found.length;
    const commands = found.slice(0, most).map(({ command }) => command);
    return { group, commands, more: found.length - commands.length, best: found[0]?.rank ?? 0 };
  }).filter(({ commands }) => commands.length > 0);
  return groups
    .sort((one, other) => one.best - other.best)
    .map(({ group, commands, more }) => ({ group, commands, more }));
}

/** The smaller, the better it fits. */
function rankOf({ label, text, command }: Findable, typed: string): number {
  if (label === typed || command.id.toLowerCase() === typed) return 0;
  if (label.startsWith(typed)) return 1;
  if (label.includes(` ${typed}`)) return 2;
  if (label.includes(typed)) return 3;
  return text.includes(typed) ? 4 : 5;
}
