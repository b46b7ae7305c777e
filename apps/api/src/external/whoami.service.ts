import type { Environment } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import type { Scope } from '../tokens/scope.js';
import { Admission } from './admission.js';
import { tokenRefused } from './bearer-token.js';
import { assertAddress } from './denial.js';
import type { Whoami } from './external.dto.js';
import type { ExternalCaller } from './external-caller.js';
import { WhoamiRepository } from './whoami.repository.js';

/** Says what a token is, to itself. */
@Injectable()
export class WhoamiService {
  constructor(
    @InjectConfig() private readonly config: ServerConfig,
    private readonly admission: Admission,
    private readonly tokens: WhoamiRepository,
  ) {}

  async read(caller: ExternalCaller): Promise<Whoami> {
    const { token } = await this.admission.factsOf(caller);
    assertAddress(token, caller.ip);
    const surroundings = await this.tokens.read(token);
    if (surroundings === null) throw tokenRefused();
    const { id: tokenId, name, tenantId, scopes, environments, keyIds } = token;
    return {
      tokenId,
      name,
      tenantId,
      tenantName: surroundings.tenantName,
      scopes: scopes as readonly Scope[],
      environments: environments as readonly Environment[],
      keyIds,
      expiresAt: surroundings.expiresAt.toISOString(),
      environment: this.config.environment,
    };
  }
}
