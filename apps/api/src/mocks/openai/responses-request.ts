import type { Conversation, Tool, ToolChoice } from '../answer/conversation.js';
import { conversationOf, type Turn } from '../answer/conversation-of.js';
import {
  bodyFields,
  type Fields,
  isFields,
  optionalCount,
  optionalFields,
  optionalFlag,
  optionalList,
  requiredList,
  requiredName,
  textOr,
  toolList,
  wrongField,
} from '../http/fields.js';
import { schemaField } from '../schema/schema-field.js';
import { functionTool, namedTools, readContent, toolChoiceWord } from './chat-request.js';

/** Reads a response's request: https://platform.openai.com/docs/api-reference/responses/create */
export function readResponse(body: unknown): Conversation {
  const fields = bodyFields(body);
  const model = requiredName(fields, 'model');
  const turns =
    typeof fields.input === 'string' ? [userItem(fields.input)] : requiredList(fields, 'input').map(readItem);
  const tools = toolList(fields).flatMap(readTool);
  optionalFlag(fields, 'stream');
  return conversationOf({
    model,
    turns,
    context: [textOr(fields, 'instructions')],
    tools,
    toolChoice: readToolChoice(fields.tool_choice, tools),
    format: readFormat(optionalFields(fields, 'text')),
    maxOutputTokens: optionalCount(fields, 'max_output_tokens'),
    stopSequences: [],
  });
}

function userItem(text: string): Turn {
  return { role: 'user', text, images: 0, isToolResult: false };
}

function readItem(item: unknown, index: number): Turn {
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
