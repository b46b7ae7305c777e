import { type Environment, resolveMode } from '@ibyok/mode-resolution';
import { mockValue, providerOf } from '@ibyok/providers';
import { Injectable } from '@nestjs/common';
import type { AuditEntry } from '../audit/audit-entry.js';
import { AuditLog } from '../audit/audit-log.js';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { Problem } from '../http/problem.js';
import { Keyring, UnopenableValueError } from '../keyring/keyring.js';
import { readTokenHash } from './bearer-token.js';
import { assertTokenMay, readableKey } from './denial.js';
import type { KeyValue } from './external.dto.js';
import type { ExternalCaller } from './external-caller.js';
import { FactsRepository } from './facts.repository.js';
import type { KeyFacts, TokenFacts } from './fetch-facts.js';
import { mockDigits } from './mock-digits.js';
import { RefusedTokens } from './refused-tokens.js';

/** The way of a fetch: what the product is for. Nothing is cached; nothing leaves unrecorded. */
@Injectable()
export class ValueService {
  constructor(
    @InjectConfig() private readonly config: ServerConfig,
    private readonly facts: FactsRepository,
    private readonly keyring: Keyring,
    private readonly audit: AuditLog,
    private readonly refusedTokens: RefusedTokens,
  ) {}

  /** Answers one fetch: the live value or a mock, and why. Throws the Problem it is refused with. */
  async read(reference: string, asked: Environment | null, caller: ExternalCaller): Promise<KeyValue> {
    const environment = asked ?? this.config.environment;
    const { guardrails } = this.config;

    // 1. token: its checksum is tested before anything is looked up.
    const tokenHash = this.refusedTokens.counting(caller, () => readTokenHash(caller.message));

    // 2. facts: all of one moment, read after this request arrived.
    const facts = await this.facts.read({
      tokenHash,
      keyReference: reference,
      environment,
    });
    if (!facts) throw this.refusedTokens.count(caller);
    const { token, environmentDefault } = facts;
    const key = await this.recordingDenial(token, facts.key, environment, caller, () => {
      assertTokenMay(token, 'keys:read', environment);
      return readableKey(facts);
    });

    // 3. resolveMode: the pure decision, with its source.
    const { override } = key;
    const { modeInfo } = resolveMode({ environment, guardrails, override, environmentDefault });

    // 4. open: only if live. A mock never touches the live value; a live value that does not open is an
    //    error, never a mock.
    const live = modeInfo.effectiveMode === 'live';
    const value = live
      ? await this.recordingDenial(token, key, environment, caller, () => this.open(token, key))
      : mockValue(key.llmType, mockDigits(key.id));

    // 5. record: committed before a byte of the answer leaves.
    await this.audit.append({
      ...entryOf(token, key, environment, caller),
      outcome: 'allowed',
      keyVersion: key.version,
      effectiveMode: modeInfo.effectiveMode,
      source: modeInfo.source,
    });

    // 6. answer.
    const baseUrl = live ? (providerOf(key.llmType)?.baseUrl ?? undefined) : undefined;
    return { keyId: key.id, name: key.name, llmType: key.llmType, value, baseUrl, modeInfo };
  }

  private open({ tenantId }: TokenFacts, { id: keyId, version, sealed }: KeyFacts): string {
    try {
      return this.keyring.open(sealed, { tenantId, keyId, version });
    } catch (error) {
      if (!(error instanceof UnopenableValueError)) throw error;
      throw new Problem(
        500,
        'value_not_openable',
        'The stored value of this key cannot be opened by this server.',
      );
    }
  }

  /** Takes a step that may refuse the fetch; a refusal is recorded before it is answered. */
  private async recordingDenial<Result>(
    token: TokenFacts,
    key: KeyFacts | null,
    environment: Environment,
    caller: ExternalCaller,
    step: () => Result,
  ): Promise<Result> {
    try {
      return step();
    } catch (error) {
      const reason = error instanceof Problem ? error.code : 'internal_error';
      await this.audit.append({ ...entryOf(token, key, environment, caller), outcome: 'denied', reason });
      throw error;
    }
  }
}

/** What every record of a fetch holds: who, which key, where, from where. */
function entryOf(
  token: TokenFacts,
  key: KeyFacts | null,
  environment: Environment,
  { requestId, ip }: ExternalCaller,
): Omit<AuditEntry, 'outcome'> {
  return {
    tenantId: token.tenantId,
    actor: { type: 'token', id: token.id, name: token.name },
    action: 'key.value.read',
    keyId: key?.id ?? null,
    tokenId: token.id,
    environment,
    requestId,
    ip,
  };
}
