import type { ReadableKey } from '@ibyok/client';
import { type CommonOptions, contextOf } from '../context.js';
import { tableOf } from '../terminal/table.js';

/** `ibyok keys`: what the access token may read. */
export async function keys(options: CommonOptions): Promise<void> {
  const { client, screen } = contextOf(options);
  const found: ReadableKey[] = [];
  for await (const key of client.keys()) found.push(key);
  const [head = '', ...lines] = tableOf(
    ['KEY', 'PROVIDER', 'ENVIRONMENT', 'MODE', 'DECIDED BY', 'NAME'],
    found.map(({ slug, llmType, name, modeInfo: { environment, effectiveMode, source } }) => [
      ...[slug, llmType, environment, effectiveMode, source, name],
    ]),
  );
  const isEmpty = found.length === 0;
  screen.result(found, isEmpty ? [] : [screen.paint(head, 'dim'), ...lines]);
  if (isEmpty && !screen.json) screen.say('This access token may read no key: create one in the dashboard.');
}
