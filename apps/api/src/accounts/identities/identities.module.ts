import { Module } from '@nestjs/common';
import { ServerAddress } from '../../http/server-address.js';
import { LimitsModule } from '../../limits/limits.module.js';
import { AccountsModule } from '../accounts.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { IdentitiesRepository } from './identities.repository.js';
import { IdentityAdmission } from './identity-admission.js';
import { IdentityLinkingService } from './identity-linking.service.js';
import { IdentityLinks } from './identity-links.js';
import { IdentityProviders } from './identity-providers.js';
import { NewcomersByIdentity } from './newcomers-by-identity.js';
import { OwnIdentitiesController } from './own-identities.controller.js';
import { OwnIdentitiesService } from './own-identities.service.js';
import { ProviderFlows } from './provider-flows.service.js';
import { ProviderSignInController } from './provider-sign-in.controller.js';
import { ProviderSignInService } from './provider-sign-in.service.js';
import { SignInFlowCookie } from './sign-in-flow.js';

/** Sign-in by providers. */
@Module({
  imports: [AccountsModule, InvitationsModule, LimitsModule],
  controllers: [ProviderSignInController, OwnIdentitiesController],
  providers: [
    IdentitiesRepository,
    IdentityAdmission,
    IdentityLinkingService,
    IdentityLinks,
    IdentityProviders,
    NewcomersByIdentity,
    OwnIdentitiesService,
    ProviderFlows,
    ProviderSignInService,
    ServerAddress,
    SignInFlowCookie,
  ],
})
export class IdentitiesModule {}
