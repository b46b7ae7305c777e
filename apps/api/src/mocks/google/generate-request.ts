import type { Conversation, Tool, ToolChoice } from '../answer/conversation.js';
import { conversationOf, type Turn } from '../answer/conversation-of.js';
import {
  assertToolCount,
  bodyFields,
  type Fields,
  isFields,
  optionalCount,
  optionalTexts,
  requiredList,
  requiredName,
  textOr,
  wrongField,
} from '../http/fields.js';
import { schemaField } from '../schema/schema-field.js';
import { fromGeminiSchema } from './gemini-schema.js';
import { camelCased, camelCasedAll } from './protobuf-json.js';

const DECLARATIONS = 'tools.functionDeclarations';

/** Reads a request for content: https://ai.google.dev/api/generate-content */
export function readGenerate(body: unknown, { model = '' }: Readonly<Record<string, string>>): Conversation {
  const fields = camelCased(bodyFields(body));
  const turns = requiredList(fields, 'contents').map(readContent);
  const declared = camelCasedAll(fields.tools).flatMap((tool) => camelCasedAll(tool.functionDeclarations));
  assertToolCount(declared.length);
  const tools = declared.map(readTool);
  const config = isFields(fields.generationConfig) ? camelCased(fields.generationConfig) : {};
  return conversationOf({
    model,
    turns,
    context: [textsOf(fields.systemInstruction)],
    tools,
    toolChoice: readToolChoice(fields.toolConfig, tools),
    format: readFormat(config),
    maxOutputTokens: optionalCount(config, 'maxOutputTokens'),
    stopSequences: optionalTexts(config, 'stopSequences'),
  });
}

function readContent(content: unknown, index: number): Turn {
  const name = `contents[${index}]`;
  if (!isFields(content)) throw wrongField(name, 'has to be an object');
  if (!Array.isArray(content.parts) || content.parts.length === 0) {
    throw wrongField(`${name}.parts`, 'has to be a list that is not empty');
  }
  const parts = camelCasedAll(content.parts);
  const role = content.role ?? 'user';
  if (role !== 'user' && role !== 'model' && role !== 'function') {
    throw wrongField(`${name}.role`, 'has to be user or model');
  }
  return {
    role,
    text: textsOf(content),
    images: parts.filter(({ inlineData, fileData }) => inlineData !== undefined || fileData !== undefined)
      .length,
    isToolResult: parts.some(({ functionResponse }) => functionResponse !== undefined),
  };
}

/** The text of a content's parts. */
export function textsOf(content: unknown): string {
  if (!isFields(content)) return typeof content === 'string' ? content : '';
  return camelCasedAll(content.parts)
    .map((part) =>
      part.functionResponse === undefined ? textOr(part, 'text') : JSON.stringify(part.functionResponse),
    )
    .filter(Boolean)
    .join('\n');
}

function readTool(declaration: Fields): Tool {
  const { parameters, parametersJsonSchema } = declaration;
  return {
    name: requiredName(declaration, 'name', `${DECLARATIONS}.name`),
    description: textOr(declaration, 'description'),
    parameters:
      parametersJsonSchema === undefined
        ? parameters === undefined
          ? null
          : fromGeminiSchema(parameters)
        : schemaField(declaration, 'parametersJsonSchema', DECLARATIONS),
  };
}

function readToolChoice(toolConfig: unknown, tools: readonly Tool[]): ToolChoice {
  const config = isFields(toolConfig) ? camelCased(toolConfig).functionCallingConfig : undefined;
  if (!isFields(config)) return 'auto';
  const { mode = 'AUTO', allowedFunctionNames } = camelCased(config);
  if (mode === 'NONE') return 'none';
  if (mode !== 'ANY') return 'auto';
  if (!Array.isArray(allowedFunctionNames) || allowedFunctionNames.length === 0) {
    if (tools.length > 0) return 'required';
    throw wrongField('toolConfig', 'asks for a call, but there are no tools');
  }
  const allowed = new Set<unknown>(allowedFunctionNames);
  const known = tools.map(({ name }) => name).filter((name) => allowed.has(name));
  if (known.length === 0) throw wrongField('toolConfig.allowedFunctionNames', 'names no tool of the request');
  return { oneOf: known };
}

function readFormat(config: Fields): Conversation['format'] {
  if (config.responseMimeType !== 'application/json') return 'text';
  const schema = schemaField(config, 'responseJsonSchema', 'generationConfig');
  if (schema !== null) return { schema };
  return isFields(config.responseSchema) ? { schema: fromGeminiSchema(config.responseSchema) } : 'json';
}
