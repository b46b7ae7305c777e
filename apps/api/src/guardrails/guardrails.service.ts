import {
  allowedModes,
  type Environment,
  forbiddingVariable,
  type Guardrails,
  type Mode,
} from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { Problem } from '../http/problem.js';
import type { GuardrailsView, GuardrailView } from './guardrails.dto.js';

/** What this server's own variables force and forbid. */
@Injectable()
export class GuardrailsService {
  readonly #guardrails: Guardrails;

  constructor(@InjectConfig() config: ServerConfig) {
    this.#guardrails = config.guardrails;
  }

  view(): GuardrailsView {
    const of = (environment: Environment): GuardrailView => ({
      forced: this.#guardrails[environment].forced,
      allowed: allowedModes(this.#guardrails, environment),
    });
    return { development: of('development'), staging: of('staging'), production: of('production') };
  }

  /** Throws 409 `guardrail_forbids`, naming the variable, where a mode may not be chosen. */
  assertMayChoose(environment: Environment, mode: Mode): void {
    const variable = forbiddingVariable(this.#guardrails, environment, mode);
    if (!variable) return;
    throw new Problem(
      409,
      'guardrail_forbids',
      `The server's guardrail ${variable} forbids ${mode} in ${environment}.`,
      { errors: [{ field: environment, message: `${variable} forbids ${mode}` }] },
    );
  }
}
