import { httpFetch } from '../http-fetch.js';

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
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const response = await httpFetch(address, { signal });
    const date = Date.parse(response.headers.get('date') ?? '');
    return {
      ...{ answered: true, status: response.status, date: Number.isNaN(date) ? null : date },
      ...{ receivedAt: Date.now(), milliseconds: Math.round(performance.now() - began) },
    };
  } catch (error) {
    const { code } = error as { code?: string };
    return { answered: false, reason: signal.aborted ? 'no answer in 5 s' : (code ?? 'no connection') };
  }
}
