import { resolveMode } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { Admission } from './admission.js';
import { readableKey } from './denial.js';
import { environmentFrom } from './environment-from-query.js';
import type { KeyMode } from './external.dto.js';
import type { FetchRequest } from './fetch-request.js';

/** Says which mode a fetch would have, and why, without fetching. */
@Injectable()
export class ModeService {
  constructor(
    @InjectConfig() private readonly config: ServerConfig,
    private readonly admission: Admission,
  ) {}

  async read({ keyReference, query, caller }: FetchRequest): Promise<KeyMode> {
    const environment = environmentFrom(query) ?? this.config.environment;
    const facts = await this.admission.admit(caller, 'keys:read', environment, keyReference);
    const { id: keyId, override } = readableKey(facts);
    const { guardrails } = this.config;
    const { environmentDefault } = facts;
    return { keyId, ...resolveMode({ environment, guardrails, override, environmentDefault }) };
  }
}
