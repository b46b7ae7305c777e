import { overloaded } from '../http/problem.js';
import { type HashingTask, HashingThreads } from './hashing-threads.js';
import { Passwords } from './passwords.js';

/** Has no room for the first task; every stored hash is that of the password `right`, and `easy` is easy to guess. */
class ThreadsFullAtFirst extends HashingThreads {
  #asked = 0;

  override async run({ password, storedHash, words }: HashingTask) {
    this.#asked += 1;
    if (this.#asked === 1) throw overloaded();
    const isEasy = words !== null && password === 'easy';
    return { hash: isEasy ? null : (storedHash ?? 'a hash'), matches: password === 'right' };
  }
}

describe('Passwords', () => {
  it.each([null, 'a stored hash'])(
    'checks again once there is room, after a first time without: %s',
    async (hash) => {
      const passwords = new Passwords(new ThreadsFullAtFirst({ workers: 1 }));
      await expect(passwords.matches(hash, 'right')).rejects.toMatchObject({ code: 'overloaded' });
      expect(await passwords.matches('a stored hash', 'right')).toBe(true);
      expect(await passwords.matches(null, 'right')).toBe(false);
    },
  );

  it('refuses a new password that is easy to guess, and names the field', async () => {
    const passwords = new Passwords(new ThreadsFullAtFirst({ workers: 1 }));
    await expect(passwords.hashNew('any', [])).rejects.toMatchObject({ status: 503 });
    expect(await passwords.hashNew('any', [])).toBe('a hash');
    const refusal = await passwords.hashNew('easy', [], 'newPassword').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ status: 400, errors: [{ field: 'newPassword' }] });
  });
});
