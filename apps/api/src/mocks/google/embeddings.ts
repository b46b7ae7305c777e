import type { FastifyReply } from 'fastify';
import { embed } from '../answer/embed.js';
import { type Fields, isFields, optionalCount, wrongField } from '../http/fields.js';
import { sendLongList } from '../http/long-answer.js';
import { textsOf } from './generate-request.js';
import { camelCased } from './protobuf-json.js';

const MOST_DIMENSIONS = 3_072;
const MOST_REQUESTS = 100;

/** Answers embedContent and batchEmbedContents: https://ai.google.dev/api/embeddings */
export function writeEmbedding(fields: Fields, model: string): object {
  return { embedding: vectorOf(readRequest(fields, model)) };
}

/** The same for up to 100 requests at once. */
export function sendEmbeddings(fields: Fields, model: string, reply: FastifyReply): FastifyReply {
  const { requests } = fields;
  if (!Array.isArray(requests) || requests.length === 0 || requests.length > MOST_REQUESTS) {
    throw wrongField('requests', `has to be a list of one to ${MOST_REQUESTS}`);
  }
  const asked = requests.map((one) => readRequest(isFields(one) ? one : {}, model));
  return sendLongList(reply, 'embeddings', vectorsOf(asked));
}

function* vectorsOf(asked: readonly Asked[]): Generator<object> {
  for (const one of asked) yield vectorOf(one);
}

interface Asked {
  readonly text: string;
  readonly dimensions: number;
}

function readRequest(request: Fields, model: string): Asked {
  const fields = camelCased(request);
  const text = textsOf(fields.content);
  if (text === '') throw wrongField('content', 'has no text');
  const wanted = optionalCount(fields, 'outputDimensionality');
  if (wanted !== null && wanted > MOST_DIMENSIONS) {
    throw wrongField('outputDimensionality', `has to be at most ${MOST_DIMENSIONS}`);
  }
  const dimensions = wanted ?? (model.startsWith('text-embedding') ? 768 : MOST_DIMENSIONS);
  return { text, dimensions };
}

function vectorOf({ text, dimensions }: Asked): object {
  return { values: [...embed(text, dimensions)] };
}
