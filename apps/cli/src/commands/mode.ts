import type { KeyMode, TraceEntry } from '@ibyok/client';
import { type CommonOptions, contextOf } from '../context.js';
import { failureAbout } from '../failure.js';
import { keyReference } from '../key-reference.js';
import { plain } from '../terminal/screen.js';

/** `ibyok mode KEY`: which mode it has, and the way there. Nothing is fetched. */
export async function mode(word: string, options: CommonOptions): Promise<void> {
  const { client, screen } = contextOf(options);
  const reference = keyReference(word);
  const decision = await client
    .mode(reference)
    .catch((error) => Promise.reject(failureAbout(reference, error)));
  screen.result(decision, storyOf(reference, decision));
}

/** The decision as a short story: what came of it, and what each rule said. */
export function storyOf(reference: string, { modeInfo, trace }: KeyMode): string[] {
  const { effectiveMode, environment } = modeInfo;
  return [
    `${reference} is ${effectiveMode} in ${environment}.`,
    ...trace.map((entry) => chapterOf(entry, effectiveMode)),
  ];
}

function chapterOf({ rule, setting, value, decided }: TraceEntry, mode: string): string {
  return `  ${rule}. ${sentenceOf(setting, value)}${decided ? ` This decides: ${mode}.` : ''}`;
}

function sentenceOf(setting: string, value: string | null): string {
  const said = value === null ? null : plain(value);
  if (setting === 'override') {
    return said === 'inherit'
      ? 'The key does not override this environment.'
      : `The key overrides this environment: ${said}.`;
  }
  if (setting === 'environmentDefault') return `The environment default is ${said}.`;
  return said === null
    ? `The guardrail ${plain(setting)} is not set, or not for this environment.`
    : `The guardrail ${plain(setting)} is ${said}.`;
}
