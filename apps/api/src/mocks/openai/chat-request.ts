import type { Conversation, Tool, ToolChoice } from '../answer/conversation.js';
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

const ROLES = new Set(['developer', 'system', 'user', 'assistant', 'tool', 'function']);

/** Reads a chat completion's request: https://platform.openai.com/docs/api-reference/chat/create */
export function readChat(
  body: unknown,
  { llmType = '' }: Readonly<Record<string, string>> = {},
): Conversation {
  const fields = bodyFields(body);
  const model = requiredName(fields, 'model');
  const turns = requiredList(fields, 'messages').map(readMessage);
  const tools = toolList(fields).flatMap(readTool);
  optionalFlag(fields, 'stream');
  return conversationOf({
    model,
    turns,
    context: [],
    tools,
    toolChoice: readToolChoice(choiceOf(fields, llmType), tools),
    format: readFormat(optionalFields(fields, 'response_format')),
    maxOutputTokens: optionalCount(fields, 'max_completion_tokens') ?? optionalCount(fields, 'max_tokens'),
    stopSequences: optionalTexts(fields, 'stop'),
  });
}

function readMessage(message: unknown, index: number): Turn {
  const name = `messages[${index}]`;
  if (!isFields(message)) throw wrongField(name, 'has to be an object');
  const { role, content } = message;
  if (typeof role !== 'string' || !ROLES.has(role)) {
    throw wrongField(`${name}.role`, `has to be one of ${[...ROLES].join(', ')}`);
  }
  const isToolResult = role === 'tool' || role === 'function';
  return { role, ...readContent(content, `${name}.content`), isToolResult };
}

/** The text and the pictures of a content, which is a text, a list of parts, or nothing. */
export function readContent(
  content: unknown,
  name: string,
): { readonly text: string; readonly images: number } {
  if (content === undefined || content === null) return { text: '', images: 0 };
  if (typeof content === 'string') return { text: content, images: 0 };
  if (!Array.isArray(content) || !content.every(isFields)) {
    throw wrongField(name, 'has to be a text or a list of parts');
  }
  const texts = content.map((part) => textOr(part, 'text')).filter((text) => text !== '');
  const images = content.filter(({ type }) => type === 'image_url' || type === 'input_image').length;
  return { text: texts.join('\n'), images };
}

/** A function; other kinds, as `custom`, are not called by a mock. */
function readTool(tool: unknown, index: number): readonly Tool[] {
  const name = `tools[${index}]`;
  if (!isFields(tool)) throw wrongField(name, 'has to be an object');
  if (typeof tool.type !== 'string') throw wrongField(`${name}.type`, 'is missing');
  if (tool.type !== 'function') return [];
  if (!isFields(tool.function)) throw wrongField(`${name}.function`, 'has to be an object');
  return [functionTool(tool.function, `${name}.function`)];
}

/** A function as OpenAI describes it. */
export function functionTool(fields: Fields, name: string): Tool {
  return {
    name: requiredName(fields, 'name', `${name}.name`),
    description: textOr(fields, 'description'),
    parameters: schemaField(fields, 'parameters', name),
  };
}

/** Mistral has a word of its own for `required`: https://docs.mistral.ai/capabilities/function_calling */
function choiceOf({ tool_choice: choice }: Fields, llmType: string): unknown {
  return llmType === 'mistral' && choice === 'any' ? 'required' : choice;
}

function readToolChoice(choice: unknown, tools: readonly Tool[]): ToolChoice {
  if (!isFields(choice)) return toolChoiceWord(choice, tools);
  if (choice.type === 'allowed_tools' && isFields(choice.allowed_tools)) {
    const { mode, tools: allowed } = choice.allowed_tools;
    const names = Array.isArray(allowed)
      ? allowed.flatMap((tool) =>
          isFields(tool) && isFields(tool.function) ? [textOr(tool.function, 'name')] : [],
        )
      : [];
    return mode === 'auto' ? 'auto' : namedTools(names, tools);
  }
  return namedTools(isFields(choice.function) ? [textOr(choice.function, 'name')] : [], tools);
}

/** `auto`, `none` or `required`; absent is auto. */
export function toolChoiceWord(choice: unknown, tools: readonly Tool[]): ToolChoice {
  if (choice === undefined || choice === null || choice === 'auto') return 'auto';
  if (choice === 'none') return 'none';
  if (choice !== 'required') throw wrongField('tool_choice', 'has to be none, auto, required or a function');
  if (tools.length === 0) throw wrongField('tool_choice', 'is required, but there are no tools');
  return 'required';
}

/** A choice of tools by their names, which the request has to offer. */
export function namedTools(names: readonly string[], tools: readonly Tool[]): ToolChoice {
  const wanted = new Set(names);
  const known = tools.map(({ name }) => name).filter((name) => wanted.has(name));
  if (known.length > 0) return { oneOf: known };
  throw wrongField('tool_choice', 'names no tool of the request');
}

function readFormat(format: Fields | null): Conversation['format'] {
  if (format === null || format.type === 'text') return 'text';
  if (format.type === 'json_object') return 'json';
  if (format.type !== 'json_schema') {
    throw wrongField('response_format.type', 'has to be text, json_object or json_schema');
  }
  const schema = isFields(format.json_schema)
    ? schemaField(format.json_schema, 'schema', 'response_format.json_schema')
    : null;
  return schema === null ? 'json' : { schema };
}
