import type { Answer } from './api-client.js';

/** One answer out of a connection's bytes. */
export interface ReadAnswer {
  readonly answer: Answer;
  /** How many bytes it took. */
  readonly length: number;
  /** True where no further answer follows on this connection. */
  readonly closes: boolean;
}

const HEAD_END = '\r\n\r\n';
const CONTINUE = /^HTTP\/1\.1 100 /;

/** Reads one answer from the start of bytes; null where it is not whole yet (RFC 9112). */
export function readAnswer(bytes: Buffer, toHead: boolean, ended: boolean): ReadAnswer | null {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return null;
  const bodyStart = end + HEAD_END.length;
  const head = bytes.toString('latin1', 0, end);
  if (CONTINUE.test(head)) {
    const next = readAnswer(bytes.subarray(bodyStart), toHead, ended);
    return next && { ...next, length: next.length + bodyStart };
  }
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1] ?? 0);
  const body = toHead || status === 204 || status === 304 ? EMPTY : bodyOf(bytes, bodyStart, headers, ended);
  if (!body) return null;
  const closes = headers.get('connection') === 'close';
  const text = body.content.toString();
  return { answer: { status, headers, text, body: asJson(text) }, length: bodyStart + body.length, closes };
}

interface Body {
  readonly content: Buffer;
  readonly length: number;
}

const EMPTY: Body = { content: Buffer.alloc(0), length: 0 };

function bodyOf(bytes: Buffer, start: number, headers: Headers, ended: boolean): Body | null {
  if (headers.get('transfer-encoding') === 'chunked') return chunksOf(bytes, start);
  const announced = headers.get('content-length');
  const length = announced === null ? bytes.length - start : Number(announced);
  if (announced === null ? !ended : bytes.length - start < length) return null;
  return { content: bytes.subarray(start, start + length), length };
}

function chunksOf(bytes: Buffer, start: number): Body | null {
  const chunks: Buffer[] = [];
  let at = start;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (bytes.length < next) return null;
    if (size === 0) return { content: Buffer.concat(chunks), length: next - start };
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
