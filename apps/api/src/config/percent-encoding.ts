/** Whether a part of a URL can be decoded: a `%` in it begins an escape of UTF-8. */
export function decodes(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
