import { type Environment, parseEnvironment, REQUEST_ENVIRONMENT_WORDS } from '@ibyok/mode-resolution';
import { applyDecorators, Injectable, type PipeTransform } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { Problem } from '../http/problem.js';

/** Documents the parameter that EnvironmentFromQuery reads. */
export const TakesEnvironment = (): MethodDecorator =>
  applyDecorators(
    ApiQuery({
      name: 'env',
      enum: REQUEST_ENVIRONMENT_WORDS,
      required: false,
      description: "Absent: the server's own environment.",
    }),
  );

/**
 * Reads `env`, the only parameter of a fetch's query, as an environment; null where it is absent. Throws
 * a 400 Problem for another word or another parameter. A fetch passes here, so it does without the
 * general validation's cost.
 */
@Injectable()
export class EnvironmentFromQuery
  implements PipeTransform<Readonly<Record<string, unknown>>, Environment | null>
{
  transform(query: Readonly<Record<string, unknown>>): Environment | null {
    let environment: Environment | null = null;
    for (const name in query) {
      if (name !== 'env')
        throw Problem.ofField('(unknown)', 'The request has a parameter that is not known here.');
      environment = this.read(query[name]);
    }
    return environment;
  }

  private read(word: unknown): Environment | null {
    if (typeof word === 'string' && REQUEST_ENVIRONMENT_WORDS.includes(word)) return parseEnvironment(word);
    throw Problem.ofField('env', `must be one of ${REQUEST_ENVIRONMENT_WORDS.join(', ')}`);
  }
}
