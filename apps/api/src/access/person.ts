import type { Browser } from './browser.js';
import type { Member } from './sessions.repository.js';

/** Who is signed in, to which tenant, with which role: all that a request of the dashboard acts as. */
export interface Person extends Browser, Member {
  readonly sessionId: string;
}

/** The form in which the record names people. */
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
