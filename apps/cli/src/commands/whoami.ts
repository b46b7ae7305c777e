import { type CommonOptions, contextOf } from '../context.js';
import { plain } from '../terminal/screen.js';

/** `ibyok whoami`: what the access token is, and what it may do. */
export async function whoami(options: CommonOptions): Promise<void> {
  const { client, screen } = contextOf(options);
  const me = await client.whoami();
  const lines = [
    ['token', `${me.name} (${me.tokenId})`],
    ['workspace', `${me.tenantName} (${me.tenantId})`],
    ['scopes', me.scopes.join(', ')],
    ['environments', me.environments.join(', ')],
    ['keys', me.keyIds === null ? 'all' : me.keyIds.join(', ')],
    ['expires', me.expiresAt],
    ['server', `answers for ${me.environment} where no environment is named`],
  ];
  screen.result(
    me,
    lines.map(([what = '', text = '']) => `${what.padEnd(14)}${plain(text)}`),
  );
}
