import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { type FieldProblem, Problem } from './problem.js';

/** Checks bodies and queries against their classes: an unknown field is an error, never dropped. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => Problem.ofFields(errors.flatMap((error) => fieldProblems(error, ''))),
  });
}

function fieldProblems(error: ValidationError, parent: string): FieldProblem[] {
  const unknown = error.constraints?.whitelistValidation !== undefined;
  const field = unknown ? '(unknown)' : `${parent}${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({
    field,
    message: unknown ? 'The request has a field that is not known here.' : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldProblems(child, `${field}.`))];
}
