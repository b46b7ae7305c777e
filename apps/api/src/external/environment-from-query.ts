import { type Environment, parseEnvironment, REQUEST_ENVIRONMENT_WORDS } from '@ibyok/mode-resolution';
import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { TakesQuery } from '../http/exact-request.guard.js';
import { Problem } from '../http/problem.js';

/** Documents the parameter that environmentFrom reads. */
export const TakesEnvironment = (): MethodDecorator =>
  applyDecorators(
    TakesQuery(),
    ApiQuery({
      name: 'env',
      enum: REQUEST_ENVIRONMENT_WORDS,
      required: false,
      description: "Absent: the server's own environment.",
    }),
  );

/**
 * Reads `env`, the only parameter of a fetch's query, as an environment; null where it is absent. Throws
 * a 400 Problem for another word or another parameter.
 */
export function environmentFrom(query: Readonly<Record<string, unknown>>): Environment | null {
  let environment: Environment | null = null;
  for (const name in query) {
    if (name !== 'env')
      throw Problem.ofField('(unknown)', 'The request has a parameter that is not known here.');
    environment = environmentNamed(query[name]);
  }
  return environment;
}

function environmentNamed(word: unknown): Environment | null {
  if (typeof word === 'string' && REQUEST_ENVIRONMENT_WORDS.includes(word)) return parseEnvironment(word);
  throw Problem.ofField('env', `must be one of ${REQUEST_ENVIRONMENT_WORDS.join(', ')}`);
}
