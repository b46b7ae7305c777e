import { countOf, plural } from './locale.js';

const keys = (count: number) => `${countOf(count)} ${plural(count, { one: 'key', other: 'keys' })}`;

/** The words of importing a .env file. */
export const importText = {
  action: 'Import .env',
  title: 'Import .env',

  paste: {
    label: 'Content of the .env file',
    description:
      'Paste it, or drop a file here. It is read in this browser alone: nothing is sent or stored before you choose what.',
    placeholder: 'OPENAI_API_KEY=…',
    chooseFile: 'Choose a file',
    read: 'Read',
    cancel: 'Cancel',
    nothing: 'Paste the file’s content, or choose the file.',
    noVariables: 'There is no variable in it. Each stands in a line of its own, like OPENAI_API_KEY=sk-….',
    tooLarge: (kibibytes: number, most: number) =>
      `This has ${countOf(kibibytes)} KiB; at most ${countOf(most)} KiB can be read at once. Paste only the lines with keys.`,
    tooMany: (count: number, most: number) =>
      `This has ${countOf(count)} variables; at most ${countOf(most)} can be read at once. Paste only the lines with keys.`,
    notText: 'This file is not text in UTF-8. Choose the .env file itself.',
  },

  review: {
    found: (found: number, all: number) => {
      const variables = `${countOf(all)} ${plural(all, { one: 'variable', other: 'variables' })}`;
      if (found === 0) return `None of ${variables} looks like a provider key`;
      const looks = plural(found, { one: 'looks like a provider key', other: 'look like provider keys' });
      return `${countOf(found)} of ${variables} ${looks}`;
    },
    advice:
      'Tick what to store. Values stay masked; of stored keys only provider and last four can be compared.',
    unreadable: (lines: readonly number[], more: number) =>
      `${plural(lines.length + more, { one: 'Line', other: 'Lines' })} ${lines.join(', ')}${more > 0 ? ` and ${countOf(more)} more` : ''} ${plural(lines.length + more, { one: 'is', other: 'are' })} no variable and left out.`,
    startOver: 'Start over',
    showOthers: (count: number) =>
      `Show ${countOf(count)} ${plural(count, { one: 'variable that is', other: 'variables that are' })} no LLM key`,
    showMore: (count: number) => `Show ${countOf(count)} more`,
    store: (count: number) => (count === 0 ? 'Store keys' : `Store ${keys(count)}`),
    retry: (count: number) => `Try ${keys(count)} again`,
    cancel: 'Cancel',
    close: 'Close',
    /** What the server says of a field, like `must not be blank`, with its subject. */
    refused: {
      name: (message: string) => `The name ${message}`,
      value: (message: string) => `The value ${message}`,
      llmType: (message: string) => `The provider ${message}`,
    },
    progress: (done: number, all: number) => `${countOf(done)} of ${keys(all)} stored`,
    stored: (count: number) => `${keys(count)} stored.`,
    left: (stored: number, failed: number) =>
      `${countOf(stored)} stored, ${countOf(failed)} not. Change what is wrong and try again; what is stored is not sent twice.`,
  },

  columns: {
    store: 'Store',
    variable: 'Variable',
    name: 'Name',
    provider: 'Provider',
    lastFour: 'Last four',
    state: 'State',
  },

  row: {
    tick: (variable: string) => `Store ${variable}`,
    name: (variable: string) => `Name for ${variable}`,
    provider: (variable: string) => `Provider of ${variable}`,
    noProvider: 'No provider',
    line: (line: number) => `line ${line}`,
    masked: 'masked',
  },

  states: {
    new: 'New',
    noProvider: 'Not an LLM key',
    reference: 'Refers to another variable, which stays as written',
    mock: 'A mock from IBYOK, not a real key',
    unlikely: (provider: string) => `Keys of ${provider} usually look different`,
    otherProvider: (provider: string) => `Looks like a key of ${provider}`,
    storedBefore: (key: string) => `Same last four as ${key}: probably stored already`,
    repeatedVariable: (line: number) => `Duplicate in this paste: line ${line} counts`,
    repeatedValue: (variable: string) => `Duplicate in this paste: ${variable} has the same value`,
    storing: 'Storing…',
    stored: 'Stored',
  },

  invalid: {
    blank: 'Empty',
    too_long: 'Longer than 16 KiB',
    not_text: 'Has characters that are no text',
    unclosed: 'Its quote does not close',
  },

  nameProblems: {
    missing: 'Name the key',
    too_long: 'At most 100 characters',
    control: 'No control characters',
    taken: 'Same name as an existing key',
    twice: 'Same name twice in this paste',
  },
} as const;
