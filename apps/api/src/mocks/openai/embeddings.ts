import type { FastifyReply, FastifyRequest } from 'fastify';
import { embed } from '../answer/embed.js';
import { countInputTokens } from '../answer/tokens.js';
import { faultFirst } from '../http/fault-first.js';
import { bodyFields, type Fields, optionalCount, requiredName, wrongField } from '../http/fields.js';
import { sendLongList } from '../http/long-answer.js';

const MOST_INPUTS = 2_048;
const MOST_DIMENSIONS = 4_096;
/** Three times OpenAI's own, as tokens are only counted about right here. */
const MOST_TOKENS = 900_000;
/** Of text-embedding-3-small; the large one has twice as many. */
const DIMENSIONS = 1_536;

/** Answers a request for embeddings: https://platform.openai.com/docs/api-reference/embeddings/create */
export async function sendEmbeddings(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const fields = bodyFields(request.body);
  const model = requiredName(fields, 'model');
  const inputs = readInputs(fields);
  const dimensions =
    optionalCount(fields, 'dimensions') ?? (model.includes('3-large') ? 2 * DIMENSIONS : DIMENSIONS);
  if (dimensions > MOST_DIMENSIONS) throw wrongField('dimensions', `has to be at most ${MOST_DIMENSIONS}`);
  const tokens = countInputTokens(inputs, 0);
  if (tokens > MOST_TOKENS) throw wrongField('input', `has to be at most ${MOST_TOKENS} tokens in all`);
  await faultFirst(request, reply, model);
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  const vectors = vectorsOf(inputs, dimensions, readEncoding(fields));
  return sendLongList(reply, 'data', vectors, { object: 'list', model, usage });
}

function* vectorsOf(
  inputs: readonly string[],
  dimensions: number,
  encoding: 'float' | 'base64',
): Generator<object> {
  for (const [index, input] of inputs.entries()) {
    const vector = embed(input, dimensions);
    const embedding = encoding === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector];
    yield { object: 'embedding', index, embedding };
  }
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
  if (format === undefined || format === null || format === 'float') return 'float';
  if (format === 'base64') return format;
  throw wrongField('encoding_format', 'has to be float or base64');
}
