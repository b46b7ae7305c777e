/** zxcvbn, 3 of 4: more than 10^8 guesses for somebody who knows what people choose. */
const LEAST_SCORE = 3;
/** Characters that are looked at: what begins with so many that are hard to guess is hard to guess. */
const LOOKED_AT = 100;
const PRODUCT_WORDS = ['ibyok'];

type Checker = { check(password: string, words: (string | number)[]): { readonly score: number } };

let checker: Promise<Checker> | null = null;

/**
 * False for passwords that are common or made of what anybody knows of the account, which are its `words` (NIST SP
 * 800-63B-4, 3.1.1.2: a blocklist; it also says not to ask for digits and signs, so nothing does). Takes tens of
 * milliseconds of the thread that calls it.
 */
export async function isHardToGuess(password: string, words: readonly string[]): Promise<boolean> {
  // Loaded at first use: the word lists would slow every start down.
  checker ??= loadChecker();
  const loaded = await checker;
  const known = [...PRODUCT_WORDS, ...words.flatMap(withParts)];
  const forms = new Set([password, withoutSeparators(password)].map((form) => form.slice(0, LOOKED_AT)));
  return [...forms].every((form) => loaded.check(form, known).score >= LEAST_SCORE);
}

async function loadChecker(): Promise<Checker> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}

/** The estimate takes a space or a dash for something that must be guessed, which makes `password password` look hard. */
function withoutSeparators(password: string): string {
  return password.replace(/[\s\p{Pd}\p{Pc}.,]/gu, '');
}

/** An address or a name as a whole, and what it is made of. */
function withParts(words: string): readonly string[] {
  return [words, ...words.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 2);
}
