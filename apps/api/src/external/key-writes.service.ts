import { ENVIRONMENTS } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import type { NewKey } from '../keys/key.dto.js';
import type { KeyAuthor } from '../keys/key-author.js';
import { NewKeysService } from '../keys/new-keys.service.js';
import { RecordedDenials } from '../keys/recorded-denials.js';
import { RotationService } from '../keys/rotation.service.js';
import { Admission } from './admission.js';
import { assertTokenMay, readableKey } from './denial.js';
import type { WrittenKey, WrittenVersion } from './external.dto.js';
import type { ExternalCaller } from './external-caller.js';
import type { TokenFacts } from './fetch-facts.js';

/** Takes values from applications: new keys, and new values of keys. Who tries without the right is on record. */
@Injectable()
export class KeyWritesService {
  constructor(
    private readonly admission: Admission,
    private readonly newKeys: NewKeysService,
    private readonly rotation: RotationService,
    private readonly denials: RecordedDenials,
  ) {}

  /** Stores a key, which inherits everywhere. A token that is bound to some keys adds none. */
  async create(body: NewKey, caller: ExternalCaller): Promise<WrittenKey> {
    const { token } = await this.admission.factsOf(caller);
    const author = authorOf(token, caller);
    return this.denials.recording(author, 'key.created', async () => {
      assertTokenMay(token, caller.ip, 'keys:write', null);
      if (token.keyIds !== null) throw boundToKeys();
      const { id: keyId, slug, name, llmType, last4, version } = await this.newKeys.create(author, body);
      return { keyId, slug, name, llmType, last4, version };
    });
  }

  /** Makes a value the newest of a key. It counts in every environment, so the token has to be bound to all. */
  async rotate(reference: string, value: string, caller: ExternalCaller): Promise<WrittenVersion> {
    const facts = await this.admission.factsOf(caller, null, reference);
    const { token } = facts;
    const author = authorOf(token, caller);
    // The facts hold no other tenant's key: what was tried with one of this tenant's may name it.
    const tried = { ...author, keyId: facts.key?.id ?? null };
    return this.denials.recording(tried, 'key.rotated', async () => {
      for (const environment of ENVIRONMENTS) assertTokenMay(token, caller.ip, 'keys:write', environment);
      const { id: keyId } = readableKey(facts);
      const { version } = await this.rotation.rotateAs(author, keyId, value);
      return { keyId, version };
    });
  }
}

function authorOf({ id, name, tenantId }: TokenFacts, { requestId, ip }: ExternalCaller): KeyAuthor {
  return { tenantId, actor: { type: 'token', id, name }, tokenId: id, requestId, ip };
}

function boundToKeys(): Problem {
  const detail =
    'This access token is bound to some keys: it can give them new values, but add no other key.';
  return new Problem(403, 'token_bound_to_keys', detail);
}
