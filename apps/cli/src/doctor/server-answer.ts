/** What a question without a token came to. */
export type ServerAnswer =
  | {
      readonly answered: true;
      readonly status: number;
      /** The server's clock, in milliseconds since 1970; null where it does not tell. */
      readonly date: number | null;
      readonly receivedAt: number;
      readonly milliseconds: number;
    }
  | { readonly answered: false; readonly reason: string };

const PATIENCE = 5_000;

/** Asks an address, and follows nothing. */
export async function ask(address: string): Promise<ServerAnswer> {
  const began = performance.now();
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
    await response.arrayBuffer();
    const date = Date.parse(response.headers.get('date') ?? '');
    return {
      ...{ answered: true, status: response.status, date: Number.isNaN(date) ? null : date },
      ...{ receivedAt: Date.now(), milliseconds: Math.round(performance.now() - began) },
    };
  } catch (error) {
    const { name, cause } = error as { name?: string; cause?: { code?: string } };
    return {
      answered: false,
      reason: name === 'TimeoutError' ? 'no answer in 5 s' : (cause?.code ?? 'no connection'),
    };
  }
}
