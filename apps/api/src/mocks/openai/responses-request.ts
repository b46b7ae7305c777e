import type { Conversation, Tool, ToolChoice } from '../answer/conversation.js';
import { countInputTokens } from '../answer/tokens.js';
import {
  bodyFields,
  type Fields,
  isFields,
  optionalCount,
  optionalFields,
  optionalFlag,
  optionalList,
  requiredList,
  requiredText,
  textOr,
  wrongField,
} from '../http/fields.js';
import { schemaField } from '../schema/schema-field.js';
import { functionTool, namedTools, readContent, toolChoiceWord } from './chat-request.js';

interface Item {
  readonly role: string;
  readonly text: string;
  readonly images: number;
  readonly isToolResult: boolean;
}

/** Reads a response's request: https://platform.openai.com/docs/api-reference/responses/create */
export function readResponse(body: unknown): Conversation {
  const fields = bodyFields(body);
  const model = requiredText(fields, 'model');
  const items =
    typeof fields.input === 'string' ? [userItem(fields.input)] : requiredList(fields, 'input').map(readItem);
  const tools = optionalList(fields, 'tools').flatMap(readTool);
  optionalFlag(fields, 'stream');
  const images = items.reduce((sum, item) => sum + item.images, 0);
  const texts = [textOr(fields, 'instructions'), ...items.map(({ text }) => text)];
  return {
    model,
    userText: items.findLast(({ role }) => role === 'user')?.text ?? '',
    images,
    inputTokens: countInputTokens([...texts, ...tools.map((tool) => JSON.stringify(tool))], images),
    tools,
    toolChoice: readToolChoice(fields.tool_choice, tools),
    answersTool: items.at(-1)?.isToolResult ?? false,
    format: readFormat(optionalFields(fields, 'text')),
    maxOutputTokens: optionalCount(fields, 'max_output_tokens'),
    stopSequences: [],
  };
}

function userItem(text: string): Item {
  return { role: 'user', text, images: 0, isToolResult: false };
}

function readItem(item: unknown, index: number): Item {
  const name = `input[${index}]`;
  if (!isFields(item)) throw wrongField(name, 'has to be an object');
  if (typeof item.type === 'string' && item.type !== 'message') {
    const text = textOr(item, 'output') || textOr(item, 'arguments');
    return { role: '', text, images: 0, isToolResult: item.type.endsWith('_call_output') };
  }
  if (typeof item.role !== 'string') throw wrongField(`${name}.role`, 'is missing');
  return { role: item.role, ...readContent(item.content, `${name}.content`), isToolResult: false };
}

/** A function; other kinds of tools are OpenAI's own, which a mock never calls. */
function readTool(tool: unknown, index: number): readonly Tool[] {
  const name = `tools[${index}]`;
  if (!isFields(tool)) throw wrongField(name, 'has to be an object');
  return tool.type === 'function' ? [functionTool(tool, name)] : [];
}

function readToolChoice(choice: unknown, tools: readonly Tool[]): ToolChoice {
  if (!isFields(choice)) return toolChoiceWord(choice, tools);
  if (choice.type === 'function') return namedTools([textOr(choice, 'name')], tools);
  if (choice.type !== 'allowed_tools' || choice.mode === 'auto') return 'auto';
  return namedTools(
    optionalList(choice, 'tools').flatMap((tool) => (isFields(tool) ? [textOr(tool, 'name')] : [])),
    tools,
  );
}

function readFormat(text: Fields | null): Conversation['format'] {
  const format = text === null ? null : optionalFields(text, 'format');
  if (format === null || format.type === 'text') return 'text';
  if (format.type === 'json_object') return 'json';
  if (format.type !== 'json_schema')
    throw wrongField('text.format.type', 'has to be text, json_object or json_schema');
  const schema = schemaField(format, 'schema', 'text.format');
  if (schema === null) throw wrongField('text.format.schema', 'is missing');
  return { schema };
}
