/** What is wrong with an email address as typed, or null. */
export function emailProblem(email: string): string | null {
  return /^\S+@\S+$/.test(email.trim()) ? null : 'Enter an email address';
}
