import { embed } from '../answer/embed.js';
import { type Fields, isFields, optionalCount, wrongField } from '../http/fields.js';
import { textsOf } from './generate-request.js';
import { camelCased } from './protobuf-json.js';

const MOST_DIMENSIONS = 3_072;
const MOST_REQUESTS = 100;

/** Answers embedContent and batchEmbedContents: https://ai.google.dev/api/embeddings */
export function writeEmbedding(fields: Fields, model: string): object {
  return { embedding: embeddingOf(fields, model) };
}

/** The same for up to 100 requests at once. */
export function writeEmbeddings(fields: Fields, model: string): object {
  const { requests } = fields;
  if (!Array.isArray(requests) || requests.length === 0 || requests.length > MOST_REQUESTS) {
    throw wrongField('requests', `has to be a list of one to ${MOST_REQUESTS}`);
  }
  return { embeddings: requests.map((one) => embeddingOf(isFields(one) ? one : {}, model)) };
}

function embeddingOf(request: Fields, model: string): object {
  const fields = camelCased(request);
  const text = textsOf(fields.content);
  if (text === '') throw wrongField('content', 'has no text');
  const wanted = optionalCount(fields, 'outputDimensionality');
  if (wanted !== null && wanted > MOST_DIMENSIONS) {
    throw wrongField('outputDimensionality', `has to be at most ${MOST_DIMENSIONS}`);
  }
  const dimensions = wanted ?? (model.startsWith('text-embedding') ? 768 : MOST_DIMENSIONS);
  return { values: [...embed(text, dimensions)] };
}
