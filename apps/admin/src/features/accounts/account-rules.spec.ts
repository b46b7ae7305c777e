import { passwordProblem } from '../../shared/passwords.js';
import { emailProblem } from './account-rules.js';

describe('passwordProblem', () => {
  it('takes 15 characters and counts what is missing', () => {
    expect(passwordProblem('correct horse b')).toBeNull();
    expect(passwordProblem('correct horse ')).toBe('Use 15 characters or more; 1 to go');
  });

  it('counts an emoji as one character', () => {
    expect(passwordProblem('🔑'.repeat(14))).toBe('Use 15 characters or more; 1 to go');
  });
});

describe('emailProblem', () => {
  it('takes an address and refuses what is none', () => {
    expect(emailProblem('owner@acme.dev')).toBeNull();
    expect(emailProblem('owner')).toBe('Enter an email address');
  });
});
