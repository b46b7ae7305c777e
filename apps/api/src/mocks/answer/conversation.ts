/** A JSON Schema as the request has it; true and false are schemas, too. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** A tool that the request offers. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** What its arguments have to satisfy; null where it takes none. */
  readonly parameters: JsonSchema | null;
}

/** Whether a tool has to be called: as the model likes, never, one of them, or one of these. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly oneOf: readonly string[] };

/** What every provider's request comes to: all that decides a mock's answer. */
export interface Conversation {
  readonly model: string;
  /** The text of the last message of the user; empty where there is none. */
  readonly userText: string;
  readonly images: number;
  readonly inputTokens: number;
  readonly tools: readonly Tool[];
  readonly toolChoice: ToolChoice;
  /** True where the last message is the result of a tool: the turn then ends in words. */
  readonly answersTool: boolean;
  /** What the text of the answer has to be: anything, any JSON object, or what satisfies a schema. */
  readonly format: 'text' | 'json' | { readonly schema: JsonSchema };
  /** Where the text is cut; null: nowhere. */
  readonly maxOutputTokens: number | null;
  readonly stopSequences: readonly string[];
}
