/** One server-sent event: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function event(data: object | string, name?: string): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return `${name === undefined ? '' : `event: ${name}\n`}data: ${text}\n\n`;
}

/** A text in pieces of a word each, with the space before it; together they are the text. */
export function pieces(text: string): readonly string[] {
  return text.match(/\s*\S+\s*$|\s*\S+|\s+/g) ?? [];
}

/** A JSON text in pieces of 12 characters, no surrogate pair parted. */
export function chunksOf(json: string): readonly string[] {
  return json.match(/[\s\S]{1,12}/gu) ?? [];
}

/** Half of a JSON text, as an answer that went wrong has it. */
export function brokenJson(json: string): string {
  return json.length < 4 ? '{"' : json.slice(0, Math.ceil(json.length / 2));
}
