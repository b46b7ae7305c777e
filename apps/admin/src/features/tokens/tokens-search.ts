/** The panel over the Tokens page. */
export interface TokensPanel {
  readonly panel: 'create';
}

/** What the address of the Tokens page asks for: a panel, and the token to bring into sight, by its id. */
export interface TokensSearch extends Partial<TokensPanel> {
  readonly token?: string;
}

export const TOKENS_PANELS = ['panel'] as const satisfies readonly (keyof TokensPanel)[];

/** Reads the parameters of an address, whatever they are; a word that is not known counts as missing. */
export function readTokensSearch(parameters: Readonly<Record<string, unknown>>): TokensSearch {
  const { token } = parameters;
  return { ...readTokensPanel(parameters), ...(typeof token === 'string' && { token }) };
}

/** Reads that part of an address that opens a panel. */
export function readTokensPanel({ panel }: Readonly<Record<string, unknown>>): Partial<TokensPanel> {
  return panel === 'create' ? { panel } : {};
}
