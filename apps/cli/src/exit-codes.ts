/** What `ibyok` itself ends with; `ibyok run` ends as its command does once that has started. */
export const EXIT = {
  ok: 0,
  /** Refused, or failed in a way that has no code of its own. */
  failed: 1,
  /** Wrong arguments or settings: nothing was sent, or nothing of it can work. */
  usage: 2,
  /** The server cannot be reached, fails, or has too much to do: another try may work. */
  unreachable: 3,
  /** The access token is not valid, or may not do this. */
  denied: 4,
  notFound: 5,
  /** `--require-mock`, and a key is live. */
  live: 6,
  /** As a shell has it: the command cannot be executed, or there is none of its name. */
  notExecutable: 126,
  noCommand: 127,
} as const;
