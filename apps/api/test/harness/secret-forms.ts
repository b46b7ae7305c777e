/** Fewer characters of an encoding than this can occur by chance. */
const LEAST = 12;

/** A part that no way of escaping changes. */
const PLAIN_PART = /[\w-]{20,}/;

/**
 * The ways in which a secret can stand in a text: as it is, in hexadecimal, URL-encoded, escaped for JSON, by its
 * longest plain part where it is escaped more than once, and in base64, also from the middle of something longer.
 */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // What stands next to the secret changes the characters at both ends.
    const own = whole.slice(offset === 0 ? 0 : 4, whole.length - 4);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const escaped = JSON.stringify(secret).slice(1, -1);
  const plain = escaped === secret ? secret : (PLAIN_PART.exec(secret)?.[0] ?? secret);
  const forms = [
    secret,
    plain,
    hex,
    hex.toUpperCase(),
    encodeURIComponent(secret),
    encodeURI(secret),
    escaped,
  ];
  return [...new Set([...forms, ...base64])].filter((form) => form.length >= LEAST);
}

/** The names of those secrets that a text holds in any form. */
export function secretsIn(text: string, secrets: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(secrets)
    .filter(([, forms]) => forms.some((form) => text.includes(form)))
    .map(([name]) => name);
}
