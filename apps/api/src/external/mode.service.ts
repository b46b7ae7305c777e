import { type Environment, resolveMode } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { Admission } from './admission.js';
import { readableKey } from './denial.js';
import type { KeyMode } from './external.dto.js';
import type { ExternalCaller } from './external-caller.js';

/** Says which mode a fetch would have, and why, without fetching. */
@Injectable()
export class ModeService {
  constructor(
    @InjectConfig() private readonly config: ServerConfig,
    private readonly admission: Admission,
  ) {}

  async read(reference: string, asked: Environment | null, caller: ExternalCaller): Promise<KeyMode> {
    const environment = asked ?? this.config.environment;
    const facts = await this.admission.admit(caller, 'keys:read', environment, reference);
    const { id: keyId, override } = readableKey(facts);
    const { guardrails } = this.config;
    const { environmentDefault } = facts;
    return { keyId, ...resolveMode({ environment, guardrails, override, environmentDefault }) };
  }
}
