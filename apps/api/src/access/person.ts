import type { Caller } from '../http/caller.js';
import type { Role } from './role.js';

/** Who is signed in, to which tenant, with which role: all that a request of the dashboard acts as. */
export interface Person extends Caller {
  readonly sessionId: string;
  readonly accountId: string;
  readonly email: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly role: Role;
}

/** A person as the record names them. */
export interface PersonActor {
  readonly type: 'account';
  readonly id: string;
  readonly name: string;
}

/** A person as the record names them. */
export function actorOf(person: Pick<Person, 'accountId' | 'email'>): PersonActor {
  return { type: 'account', id: person.accountId, name: person.email };
}

/** What every entry about a person's own request has in common. */
export function entryOf(person: Person): {
  readonly tenantId: string;
  readonly actor: PersonActor;
  readonly requestId: string;
  readonly ip: string;
} {
  return { tenantId: person.tenantId, actor: actorOf(person), requestId: person.requestId, ip: person.ip };
}
