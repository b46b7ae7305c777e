import { Injectable } from '@nestjs/common';
import type { Browser } from '../../access/browser.js';
import { AuditLog } from '../../audit/audit-log.js';
import { callerIn } from '../../http/caller.js';
import { Problem } from '../../http/problem.js';
import type { OpenedSession } from '../sessions.service.js';
import { IdentityAdmission } from './identity-admission.js';
import { IdentityLinkingService } from './identity-linking.service.js';
import { ProviderFlows } from './provider-flows.service.js';
import type { SignInFlow } from './sign-in-flow.js';

/** What came of a return from a provider: the page to show, and the session that was opened. */
export interface ProviderReturn {
  readonly location: string;
  readonly opened: OpenedSession | null;
}

/** Ends what was begun at a provider: signs in, or links. */
@Injectable()
export class ProviderSignInService {
  constructor(
    private readonly flows: ProviderFlows,
    private readonly admission: IdentityAdmission,
    private readonly linking: IdentityLinkingService,
    private readonly audit: AuditLog,
  ) {}

  /** Whoever comes back is a browser, not a program: what goes wrong is told by the page it is sent to. */
  async finish(
    providerId: string,
    query: string,
    flow: SignInFlow | null,
    browser: Browser,
  ): Promise<ProviderReturn> {
    const page = flow?.purpose.kind === 'link' ? '/account' : '/sign-in';
    try {
      if (flow === null) throw await this.flows.expired(browser);
      const identity = await this.flows.finish(providerId, query, flow, browser);
      const { purpose } = flow;
      if (purpose.kind === 'link') {
        await this.linking.link(identity, purpose, browser);
        return { location: `${page}?linked=${identity.provider}`, opened: null };
      }
      const opened = await this.admission.admit(identity, purpose.invitationToken, browser);
      return { location: '/', opened };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // That a budget was exhausted is recorded once, where it was.
      if (error.status !== 429) await this.recordRefusal(error, flow, browser);
      return { location: `${page}?problem=${error.code}`, opened: null };
    }
  }

  private recordRefusal({ code }: Problem, flow: SignInFlow | null, browser: Browser): Promise<void> {
    const purpose = flow?.purpose;
    return this.audit.append({
      tenantId: purpose?.kind === 'link' ? purpose.tenantId : null,
      actor: { type: 'anonymous', id: null, name: null },
      action: purpose?.kind === 'link' ? 'identity.linked' : 'session.created',
      outcome: 'denied',
      reason: code,
      ...callerIn(browser),
    });
  }
}
