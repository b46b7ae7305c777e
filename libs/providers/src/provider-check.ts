import { PROVIDER_CHECKS } from './catalogue/provider-checks.js';

/** A call that tells whether a provider accepts a key, and costs nothing. Always a GET. */
export interface ProviderCheck {
  /** The whole address. The key is never part of it: addresses end up in logs. */
  readonly url: string;
  /** The header that carries the key. */
  readonly header: string;
  /** What stands before the key in that header. */
  readonly prefix: string;
  /** Further headers that the provider asks for. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Where a status alone does not say that it is the key which is wrong: the key is refused if the answer has this
   * status and these words. Without the words, such an answer says nothing about the key.
   */
  readonly refusal?: { readonly status: number; readonly words: string };
  /** The provider's page that describes the call. */
  readonly source: string;
}

/**
 * The hosts that a stored key may ever be sent to. Written down apart from the calls, so that a wrong address among
 * those sends nobody's key anywhere.
 */
export const PROVIDER_CHECK_HOSTS: ReadonlySet<string> = new Set([
  'ai-gateway.vercel.sh',
  'api.anthropic.com',
  'api.cerebras.ai',
  'api.cohere.com',
  'api.deepgram.com',
  'api.deepseek.com',
  'api.elevenlabs.io',
  'api.groq.com',
  'api.mistral.ai',
  'api.moonshot.ai',
  'api.openai.com',
  'api.replicate.com',
  'api.stability.ai',
  'api.together.ai',
  'api.x.ai',
  'generativelanguage.googleapis.com',
  'huggingface.co',
  'openrouter.ai',
]);

/** The call that checks keys of this `llmType`; null where no free one is known. */
export function providerCheckOf(llmType: string): ProviderCheck | null {
  return PROVIDER_CHECKS.get(llmType) ?? null;
}
