/** A call of a tool. */
export interface ToolCall {
  readonly name: string;
  readonly input: object;
}

/** Why an answer ends: at its end, at the request's limit of tokens, at a stop sequence, or for a tool. */
export type Ending = 'end' | 'length' | { readonly stopSequence: string } | 'tool';

/** What a mock says, before a provider's wire format: a text, or one call of a tool. */
export interface MockAnswer {
  readonly content: { readonly text: string } | { readonly toolCall: ToolCall };
  readonly ending: Ending;
  readonly inputTokens: number;
  readonly outputTokens: number;
}
