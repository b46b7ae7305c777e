import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

const ACCESS = 'ibyok:access';

/** Whom a route lets in: people with a session, applications with an access token, or anyone. */
export type Access = 'session' | 'token' | 'anyone';

/** Says whom a controller or a method lets in. Whoever says `session` or `token` also has to check it. */
export const OpenTo = (access: Access): ClassDecorator & MethodDecorator => SetMetadata(ACCESS, access);

/** Lets nobody in where a route does not say whom it is open to: a forgotten line closes, never opens. */
@Injectable()
export class DeclaredAccessGuard implements CanActivate {
  readonly #reflector = new Reflector();
  readonly #declared = new WeakSet<object>();

  canActivate(context: ExecutionContext): boolean {
    if (this.#declared.has(context.getHandler())) return true;
    const access = this.#reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === undefined) {
      throw new Error(
        `${context.getClass().name}.${context.getHandler().name} does not say whom it is open to`,
      );
    }
    this.#declared.add(context.getHandler());
    return true;
  }
}
