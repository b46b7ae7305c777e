import { type ClientRequest, request as requestPlain } from 'node:http';
import { request as requestOverTls } from 'node:https';
import { detectProvider, PROVIDER_CHECK_HOSTS, type ProviderCheck, providerCheckOf } from '@ibyok/providers';
import { Injectable } from '@nestjs/common';
import { InjectConfig } from '../../config/config.module.js';
import type { ServerConfig } from '../../config/server-config.js';
import { type CheckReason, notChecked, outcomeOf, type ProviderOutcome } from './check-outcome.js';

/** Milliseconds for all of a call: finding the host, connecting, asking, the answer. */
const TIMEOUT = 8_000;
/** Bytes of an answer that are looked through for a provider's words; the rest is never read. */
const MAX_READ = 16 * 1024;

/** What a header may hold without being changed on its way (RFC 9110, 5.5). */
const SENDABLE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const CERTIFICATE_ERRORS =
  /^(?:CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:GET|VERIFY)_|HOSTNAME_MISMATCH)/;

/**
 * Asks providers whether they accept a key. A key goes to the hosts of the catalogue alone, over TLS that is
 * verified whatever the process is told, in a header, once: no redirect is followed, no connection kept. Of an answer
 * only the status counts, or a provider's fixed words; nothing of it is kept. Node's own client instead of fetch,
 * whose errors quote headers.
 */
@Injectable()
export class ProviderCalls {
  constructor(@InjectConfig() private readonly config: Pick<ServerConfig, 'providerChecks'>) {}

  /** Why nobody would be asked about this value, before anybody is; null where a call would be made. */
  reasonNotToAsk(llmType: string, value: string): CheckReason | null {
    if (!this.config.providerChecks.enabled) return 'checks_off';
    if (!providerCheckOf(llmType)) return 'no_known_check';
    // Shapes that several companies issue are nobody's here, and no company is listed twice with one of its own.
    const issuer = detectProvider(value);
    if (issuer && issuer.llmType !== llmType) return 'other_provider';
    if (!SENDABLE.test(value)) return 'not_sendable';
    return null;
  }

  /** Whatever goes wrong on the way is an outcome, without a word of the value. */
  async ask(llmType: string, value: string): Promise<ProviderOutcome> {
    const reason = this.reasonNotToAsk(llmType, value);
    const check = providerCheckOf(llmType);
    if (reason !== null || !check) return notChecked(reason ?? 'no_known_check');
    const address = addressOf(check, this.config.providerChecks.standIns);
    try {
      return await call(check, address, value);
    } catch (error) {
      return notChecked(reasonOf(error));
    }
  }
}

/** Where a check goes. Throws for a host that is not on the list: then the catalogue is wrong, not the key. */
function addressOf({ url }: ProviderCheck, standIns: ReadonlyMap<string, string>): URL {
  const address = new URL(url);
  if (address.protocol !== 'https:' || !PROVIDER_CHECK_HOSTS.has(address.host)) {
    throw new Error('a check of the catalogue leads to a host that is not on its list');
  }
  const standIn = standIns.get(address.host);
  return standIn === undefined ? address : new URL(`${address.pathname}${address.search}`, standIn);
}

function call(check: ProviderCheck, address: URL, value: string): Promise<ProviderOutcome> {
  return new Promise((resolve, reject) => {
    const asked: ClientRequest = (address.protocol === 'https:' ? requestOverTls : requestPlain)(address, {
      method: 'GET',
      agent: false,
      rejectUnauthorized: true,
      signal: AbortSignal.timeout(TIMEOUT),
      headers: {
        accept: 'application/json',
        'user-agent': 'ibyok',
        ...check.headers,
        [check.header]: `${check.prefix}${value}`,
      },
    });
    asked.on('error', reject);
    asked.on('close', () => reject(new Error('closed without an answer')));
    asked.on('response', async (answer) => {
      const status = answer.statusCode ?? 0;
      try {
        const { refusal } = check;
        const hasWords = status === refusal?.status && (await beginningOf(answer)).includes(refusal.words);
        resolve(outcomeOf(check, status, hasWords));
      } catch (error) {
        reject(error);
      } finally {
        asked.destroy();
      }
    });
    asked.end();
  });
}

async function beginningOf(answer: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= MAX_READ) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_READ).toString('latin1');
}

function reasonOf(error: unknown): CheckReason {
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
  if (name === 'AbortError' || name === 'TimeoutError') return 'timed_out';
  if (typeof code === 'string' && CERTIFICATE_ERRORS.test(code)) return 'untrusted_certificate';
  return code === 'ETIMEDOUT' ? 'timed_out' : 'unreachable';
}
