import type { Conversation, JsonSchema, Tool, ToolChoice } from '../answer/conversation.js';
import { conversationOf, type Turn } from '../answer/conversation-of.js';
import {
  bodyFields,
  type Fields,
  isFields,
  optionalCount,
  optionalFields,
  optionalFlag,
  optionalTexts,
  requiredList,
  requiredName,
  textOr,
  toolList,
  wrongField,
} from '../http/fields.js';
import { schemaField } from '../schema/schema-field.js';

/** Reads a message's request: https://docs.claude.com/en/api/messages */
export function readMessages(body: unknown): Conversation {
  const fields = bodyFields(body);
  const maxOutputTokens = optionalCount(fields, 'max_tokens');
  if (maxOutputTokens === null) throw wrongField('max_tokens', 'is missing');
  optionalFlag(fields, 'stream');
  return { ...readCounted(body), maxOutputTokens };
}

/** The same without what only an answer needs, as tokens are counted: https://docs.claude.com/en/api/messages-count-tokens */
export function readCounted(body: unknown): Conversation {
  const fields = bodyFields(body);
  const model = requiredName(fields, 'model');
  const turns = requiredList(fields, 'messages').map(readMessage);
  const tools = toolList(fields).flatMap(readTool);
  return conversationOf({
    model,
    turns,
    context: [readBlocks(fields.system ?? [], 'system').text],
    tools,
    toolChoice: readToolChoice(optionalFields(fields, 'tool_choice'), tools),
    format: readFormat(fields),
    maxOutputTokens: null,
    stopSequences: optionalTexts(fields, 'stop_sequences'),
  });
}

function readMessage(message: unknown, index: number): Turn {
  const name = `messages.${index}`;
  if (!isFields(message)) throw wrongField(name, 'has to be an object');
  const { role, content } = message;
  if (role !== 'user' && role !== 'assistant')
    throw wrongField(`${name}.role`, 'has to be user or assistant');
  return { role, ...readBlocks(content, `${name}.content`) };
}

function readBlocks(content: unknown, name: string): Omit<Turn, 'role'> {
  if (typeof content === 'string') return { text: content, images: 0, isToolResult: false };
  if (!Array.isArray(content) || !content.every(isFields)) {
    throw wrongField(name, 'has to be a text or a list of blocks');
  }
  const blocks: readonly Fields[] = content;
  return {
    text: blocks.map(textOfBlock).filter(Boolean).join('\n'),
    images: blocks.filter(({ type }) => type === 'image').length,
    isToolResult: blocks.some(({ type }) => type === 'tool_result'),
  };
}

function textOfBlock(block: Fields): string {
  if (block.type !== 'tool_result') return textOr(block, 'text');
  return typeof block.content === 'string' ? block.content : JSON.stringify(block.content ?? '');
}

/** A tool of the request's own; those with a type are Anthropic's, which a mock never calls. */
function readTool(tool: unknown, index: number): readonly Tool[] {
  const path = `tools.${index}`;
  if (!isFields(tool)) throw wrongField(path, 'has to be an object');
  const { type } = tool;
  if (type !== undefined && type !== null && type !== 'custom') return [];
  const name = requiredName(tool, 'name', `${path}.name`);
  const parameters = schemaField(tool, 'input_schema', path);
  if (parameters === null) throw wrongField(`${path}.input_schema`, 'is missing');
  return [{ name, description: textOr(tool, 'description'), parameters }];
}

function readToolChoice(choice: Fields | null, tools: readonly Tool[]): ToolChoice {
  if (choice === null || choice.type === 'auto') return 'auto';
  if (choice.type === 'none') return 'none';
  if (choice.type === 'any' && tools.length > 0) return 'required';
  const { type, name } = choice;
  if (type === 'tool' && tools.some((tool) => tool.name === name)) return { oneOf: [String(name)] };
  throw wrongField('tool_choice', 'has to be auto, any, none, or a tool of the request');
}

/** Structured output: https://docs.claude.com/en/docs/build-with-claude/structured-outputs */
function readFormat(fields: Fields): Conversation['format'] {
  const inConfig = optionalFields(fields, 'output_config');
  const format = (inConfig && optionalFields(inConfig, 'format')) ?? optionalFields(fields, 'output_format');
  if (format === null) return 'text';
  const schema: JsonSchema | null =
    format.type === 'json_schema' ? schemaField(format, 'schema', 'output_config.format') : null;
  if (schema === null) throw wrongField('output_config.format', 'has to be a json_schema with its schema');
  return { schema };
}
