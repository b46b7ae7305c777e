/** The language of these words, as BCP 47 names it: numbers and dates follow it. */
export const LOCALE = 'en';

const NUMBER = new Intl.NumberFormat(LOCALE);
const PLURALS = new Intl.PluralRules(LOCALE);

/** The forms that a language has for numbers of things; `other` stands in for those that it lacks. */
export type Forms<Form> = Partial<Record<Intl.LDMLPluralRule, Form>> & { readonly other: Form };

/** A number as people write it, like `1,234`. */
export function countOf(count: number): string {
  return NUMBER.format(count);
}

/** The form for so many: `plural(2, { one: 'key', other: 'keys' })` is `keys`. */
export function plural<Form>(count: number, forms: Forms<Form>): Form {
  return forms[PLURALS.select(count)] ?? forms.other;
}
