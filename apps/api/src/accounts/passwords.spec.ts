import { overloaded } from '../http/problem.js';
import { type HashingTask, HashingThreads } from './hashing-threads.js';
import { PasswordRules } from './password-rules.js';
import { Passwords } from './passwords.js';

/** Has no room for the first task; every stored hash is that of the password `right`. */
class ThreadsFullAtFirst extends HashingThreads {
  #asked = 0;

  override async run({ password, storedHash }: HashingTask) {
    this.#asked += 1;
    if (this.#asked === 1) throw overloaded();
    return { hash: storedHash ?? 'a hash', matches: password === 'right' };
  }
}

describe('Passwords', () => {
  it('checks again once there is room, after a first time without', async () => {
    const passwords = new Passwords(new PasswordRules(), new ThreadsFullAtFirst());
    await expect(passwords.matches('a stored hash', 'right')).rejects.toMatchObject({ code: 'overloaded' });
    expect(await passwords.matches('a stored hash', 'right')).toBe(true);
    expect(await passwords.matches(null, 'right')).toBe(false);
  });
});
