import type { Environment } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import type { Scope } from '../tokens/scope.js';
import { readAccessToken } from './bearer-token.js';
import { assertTokenMay } from './denial.js';
import type { ExternalCaller } from './external-caller.js';
import { FactsRepository } from './facts.repository.js';
import type { FetchFacts } from './fetch-facts.js';
import { RefusedTokens } from './refused-tokens.js';

/** Lets calls that reveal no value in: the first steps of a fetch, without its record. */
@Injectable()
export class Admission {
  constructor(
    @InjectConfig() private readonly config: ServerConfig,
    private readonly facts: FactsRepository,
    private readonly refusedTokens: RefusedTokens,
  ) {}

  /** The facts for a token that has a scope, in an environment it is bound to; throws 401 or 403. */
  async admit(
    caller: ExternalCaller,
    scope: Scope,
    environment: Environment | null,
    reference: string | null = null,
  ): Promise<FetchFacts> {
    const facts = await this.factsOf(caller, environment, reference);
    assertTokenMay(facts.token, caller.ip, scope, environment);
    return facts;
  }

  /** The facts for a token that counts, whatever it may; throws 401. */
  async factsOf(
    caller: ExternalCaller,
    environment: Environment | null = null,
    reference: string | null = null,
  ): Promise<FetchFacts> {
    const accessToken = this.refusedTokens.counting(caller, () => readAccessToken(caller.message));
    const facts = await this.facts.read({
      accessToken,
      keyReference: reference,
      environment: environment ?? this.config.environment,
    });
    if (!facts) throw this.refusedTokens.count(caller);
    return facts;
  }
}
