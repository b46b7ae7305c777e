import { mockValue, providerOf } from '@ibyok/providers';
import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { ServerAddress } from '../http/server-address.js';
import { Keyring, UnopenableValueError } from '../keyring/keyring.js';
import { mockBaseUrl } from '../mocks/mocked-providers.js';
import type { KeyFacts } from './fetch-facts.js';
import { mockDigits } from './mock-digits.js';

/** A value, and the address it works at where that is known. */
export interface ValueWithAddress {
  readonly value: string;
  readonly baseUrl: string | undefined;
}

/** The two values of a key. Asking for the mock never touches the live one. */
@Injectable()
export class KeyValues {
  constructor(
    private readonly keyring: Keyring,
    private readonly server: ServerAddress,
  ) {}

  /** The live value. Throws a Problem where it does not open: never a mock instead. */
  live(tenantId: string, { id: keyId, llmType, version, sealed }: KeyFacts): ValueWithAddress {
    try {
      const value = this.keyring.open(sealed, { tenantId, keyId, version });
      return { value, baseUrl: providerOf(llmType)?.baseUrl ?? undefined };
    } catch (error) {
      if (!(error instanceof UnopenableValueError)) throw error;
      const detail = 'The stored value of this key cannot be opened by this server.';
      throw new Problem(500, 'value_not_openable', detail);
    }
  }

  /** The mock value, and this server's mock of the provider where it has one. */
  mock({ id, llmType }: KeyFacts): ValueWithAddress {
    return { value: mockValue(llmType, mockDigits(id)), baseUrl: mockBaseUrl(this.server.origin, llmType) };
  }
}
