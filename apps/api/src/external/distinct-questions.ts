import type { FetchQuestion } from './fetch-facts.js';

/** What a batch asks, each question once, and which of them each item asked. */
export function distinctQuestions(questions: readonly FetchQuestion[]): {
  readonly distinct: readonly FetchQuestion[];
  readonly places: readonly number[];
} {
  const distinct: FetchQuestion[] = [];
  const placeOf = new Map<string, number>();
  const places = questions.map((question) => {
    const name = questionName(question.accessToken, question);
    const known = placeOf.get(name);
    if (known !== undefined) return known;
    placeOf.set(name, distinct.length);
    return distinct.push(question) - 1;
  });
  return { distinct, places };
}

/** What tells a question from others, by its token or by a hash of it. */
export function questionName(
  token: string,
  { environment, keyReference }: Omit<FetchQuestion, 'accessToken'>,
): string {
  return `${token}${environment}${keyReference === null ? '' : ` ${keyReference}`}`;
}
