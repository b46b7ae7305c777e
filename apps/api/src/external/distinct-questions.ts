import type { FetchQuestion } from './fetch-facts.js';

/** What a batch asks, each question once, and which of them each item asked. */
export function distinctQuestions(questions: readonly FetchQuestion[]): {
  readonly distinct: readonly FetchQuestion[];
  readonly places: readonly number[];
} {
  const distinct: FetchQuestion[] = [];
  const placeOf = new Map<string, number>();
  const places = questions.map((question) => {
    const { accessToken, environment, keyReference } = question;
    const name = `${accessToken}${environment}${keyReference === null ? '' : ` ${keyReference}`}`;
    const known = placeOf.get(name);
    if (known !== undefined) return known;
    placeOf.set(name, distinct.length);
    return distinct.push(question) - 1;
  });
  return { distinct, places };
}
