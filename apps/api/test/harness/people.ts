import type { Answer, ApiClient } from './api-client.js';
import type { Session } from './contract.js';
import type { TestServer } from './test-server.js';
import { unique } from './workspace.js';

export const ROLES = ['viewer', 'member', 'admin', 'owner'] as const;
export type Role = (typeof ROLES)[number];

export interface CreatedInvitation {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly expiresAt: string;
  readonly invitationToken: string;
  readonly link: string;
  readonly emailed: boolean;
}

/** Somebody who joined by an invitation, signed in. */
export interface Joined {
  readonly api: ApiClient;
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

export function newEmail(name = 'ada'): string {
  return `${unique(`${name}-`)}@example.com`;
}

/** Invites an address; throws where that is refused. */
export async function invite(inviter: ApiClient, role: Role, email = newEmail()): Promise<CreatedInvitation> {
  const answer = await inviter.post<CreatedInvitation>('/api/invitations', { email, role });
  if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status}: ${answer.text}`);
  return answer.body;
}

export function accept(api: ApiClient, invitationToken: string, password: string): Promise<Answer<Session>> {
  return api.post<Session>('/api/invitations/accept', { invitationToken, password });
}

/** Takes somebody in: with an account of their own, or with a new one. */
export async function join(
  server: TestServer,
  inviter: ApiClient,
  role: Role,
  account: { readonly email: string; readonly password: string } = {
    email: newEmail(),
    password: unique('password-'),
  },
): Promise<Joined> {
  const { invitationToken } = await invite(inviter, role, account.email);
  const api = server.anonymous();
  const answer = await accept(api, invitationToken, account.password);
  if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status}: ${answer.text}`);
  return { api, id: answer.body.account.id, ...account };
}
