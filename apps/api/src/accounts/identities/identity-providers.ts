import { Injectable } from '@nestjs/common';
import { InjectConfig } from '../../config/config.module.js';
import type { ServerConfig } from '../../config/server-config.js';
import { Problem } from '../../http/problem.js';
import { GithubProvider } from './github-provider.js';
import type { IdentityProvider } from './identity-provider.js';
import { OpenIdProvider } from './open-id-provider.js';

/** The sign-in providers that the server is configured for. */
@Injectable()
export class IdentityProviders {
  readonly all: readonly IdentityProvider[];

  constructor(@InjectConfig() { signInProviders: { oidc, github } }: ServerConfig) {
    this.all = [...(oidc ? [new OpenIdProvider(oidc)] : []), ...(github ? [new GithubProvider(github)] : [])];
  }

  /** Throws 404 `provider_not_found`. */
  get(id: string): IdentityProvider {
    const provider = this.all.find((one) => one.id === id);
    if (provider) return provider;
    throw new Problem(404, 'provider_not_found', 'This server does not sign people in by such a provider.');
  }
}
