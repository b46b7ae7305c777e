import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** Languages whose samples have to say how they are shown to work. */
const SHOWN = ['sh', 'bash', 'shell', 'js', 'mjs', 'javascript', 'ts', 'typescript', 'python', 'py', 'json'];

/** What may stand behind a fence's language: how the sample is shown to work. */
export const WAYS: Readonly<Record<string, readonly string[]>> = {
  sh: ['run', 'start', 'admin', 'known'],
  js: ['run', 'file'],
  python: ['run', 'file'],
  json: ['get', 'post', 'valid'],
};

/** A fenced sample of a page. */
export interface Sample {
  /** Where it begins: `docs/guide/start.md:11`. */
  readonly at: string;
  readonly language: string;
  readonly way: string;
  /** What stands behind `=`: a file's name, or the address that is asked. */
  readonly operand: string;
  /** The exit code that a script has to have. */
  readonly exitCode: number;
  readonly text: string;
}

/** Every page whose samples are shown to work, with them in order. Throws for a sample that does not say how. */
export function readPages(): readonly (readonly [string, readonly Sample[]])[] {
  const guide = readdirSync(`${ROOT}docs/guide`).filter((file) => file.endsWith('.md'));
  const published = ['libs/client/README.md', 'apps/cli/README.md'];
  return ['README.md', ...published, ...guide.sort().map((file) => `docs/guide/${file}`)].map((page) => [
    page,
    samplesOf(page, readFileSync(ROOT + page, 'utf8')),
  ]);
}

/** The samples of a page's text; throws for one that does not say how it is shown to work. */
export function samplesOf(page: string, text: string): readonly Sample[] {
  const samples: Sample[] = [];
  let open: { readonly at: string; readonly info: string; readonly mark: string; lines: string[] } | null =
    null;
  for (const [index, line] of text.split('\n').entries()) {
    const [, indent = '', mark = '', info = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (open && mark.startsWith(open.mark) && info.trim() === '') {
      const sample = sampleOf(open.at, open.info, `${open.lines.join('\n')}\n`);
      if (sample) samples.push(sample);
      open = null;
    } else if (open) open.lines.push(line);
    else if (mark !== '') {
      if (indent !== '') throw new Error(`${page}:${index + 1}: a sample begins at the margin`);
      open = { at: `${page}:${index + 1}`, info: info.trim(), mark, lines: [] };
    }
  }
  if (open) throw new Error(`${open.at}: a sample has no end`);
  return samples;
}

function sampleOf(at: string, info: string, text: string): Sample | null {
  const [language = '', how = '', ...rest] = info.split(/\s+/);
  if (!SHOWN.includes(language.toLowerCase())) return null;
  const [, way = '', operand = ''] = /^(\w+)(?:=(.+))?$/.exec(how) ?? [];
  const [, exitCode] = /^exit=(\d+)$/.exec(rest.join(' ')) ?? [];
  const takesOperand = ['file', 'get', 'post'].includes(way);
  if (
    !WAYS[language]?.includes(way) ||
    takesOperand !== (operand !== '') ||
    (rest.length > 0 && (exitCode === undefined || language !== 'sh'))
  )
    throw new Error(`${at}: "${info}" does not say how this sample is shown to work`);
  return { at, language, way, operand, exitCode: Number(exitCode ?? 0), text };
}
