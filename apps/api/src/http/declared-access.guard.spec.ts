import 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import { DeclaredAccessGuard, OpenTo } from './declared-access.guard.js';

class Mixed {
  @OpenTo('anyone')
  declared(): void {}

  forgotten(): void {}
}

@OpenTo('token')
class Whole {
  method(): void {}
}

const contextOf = (owner: object, handler: object) =>
  ({ getClass: () => owner, getHandler: () => handler }) as unknown as ExecutionContext;

describe('DeclaredAccessGuard', () => {
  const guard = new DeclaredAccessGuard();

  it('lets in where the method or its controller says whom it is open to', () => {
    expect(guard.canActivate(contextOf(Mixed, Mixed.prototype.declared))).toBe(true);
    expect(guard.canActivate(contextOf(Whole, Whole.prototype.method))).toBe(true);
  });

  it('closes a route that says nothing', () => {
    expect(() => guard.canActivate(contextOf(Mixed, Mixed.prototype.forgotten))).toThrow('Mixed.forgotten');
  });
});
