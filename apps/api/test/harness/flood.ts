import { rawBytes } from './raw-request.js';

/**
 * Sends many fetches of one connection in one piece, so that they wait together however slow the machine is. Resolves to all
 * that the server writes back.
 */
export function flood(origin: string, path: string, token: string, count: number): Promise<string> {
  const head = `GET ${path} HTTP/1.1\r\nhost: vault\r\nauthorization: Bearer ${token}\r\n`;
  const last = `${head}connection: close\r\n\r\n`;
  return rawBytes(origin, `${head}\r\n`.repeat(count - 1) + last);
}
