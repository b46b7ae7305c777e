import { embed } from '../answer/embed.js';
import { countInputTokens } from '../answer/tokens.js';
import { bodyFields, type Fields, optionalCount, requiredText, wrongField } from '../http/fields.js';

const MOST_INPUTS = 2_048;
const MOST_DIMENSIONS = 4_096;
/** Of text-embedding-3-small; the large one has twice as many. */
const DIMENSIONS = 1_536;

/** Answers a request for embeddings: https://platform.openai.com/docs/api-reference/embeddings/create */
export function writeEmbeddings(body: unknown): object {
  const fields = bodyFields(body);
  const model = requiredText(fields, 'model');
  const inputs = readInputs(fields);
  const dimensions =
    optionalCount(fields, 'dimensions') ?? (model.includes('3-large') ? 2 * DIMENSIONS : DIMENSIONS);
  if (dimensions > MOST_DIMENSIONS) throw wrongField('dimensions', `has to be at most ${MOST_DIMENSIONS}`);
  const base64 = readEncoding(fields) === 'base64';
  const data = inputs.map((input, index) => {
    const vector = embed(input, dimensions);
    const embedding = base64 ? Buffer.from(vector.buffer).toString('base64') : [...vector];
    return { object: 'embedding', index, embedding };
  });
  const tokens = countInputTokens(inputs, 0);
  return { object: 'list', data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

/** Texts, or texts as numbers of tokens, of which each list stands for itself. */
function readInputs({ input }: Fields): readonly string[] {
  const isTokens = (value: unknown): boolean =>
    Array.isArray(value) && value.length > 0 && value.every((token) => Number.isSafeInteger(token));
  const list: readonly unknown[] = Array.isArray(input) && !isTokens(input) ? input : [input];
  if (list.length === 0 || list.length > MOST_INPUTS) {
    throw wrongField('input', `has to be one to ${MOST_INPUTS} texts`);
  }
  return list.map((one) => {
    if (typeof one === 'string' && one !== '') return one;
    if (isTokens(one)) return (one as readonly number[]).join(' ');
    throw wrongField('input', 'has to be a text that is not empty, or a list of such texts');
  });
}

function readEncoding({ encoding_format: format }: Fields): 'float' | 'base64' {
  if (format === undefined || format === 'float') return 'float';
  if (format === 'base64') return format;
  throw wrongField('encoding_format', 'has to be float or base64');
}
