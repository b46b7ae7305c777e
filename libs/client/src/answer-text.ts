/** No answer of a server has more: a value takes up to 16 KiB, a page of a hundred keys less than a tenth of this. */
export const MAX_ANSWER_BYTES = 1024 * 1024;

/** The text of an answer's body; null where it is longer than any of an IBYOK server, and then it is not read on. */
export async function textOf(response: Response): Promise<string | null> {
  const reader = response.body?.getReader();
  // Nothing was sent, or a fetch of somebody's own knows no streams.
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MAX_ANSWER_BYTES) {
      reader.cancel().catch(() => {});
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}
