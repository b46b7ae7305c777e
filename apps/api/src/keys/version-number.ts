const MAX_VERSION = 2_147_483_647;

/** Reads a version's number as a path has it; 0, which no key has, for what is no such number. */
export function versionNumberFrom(text: string): number {
  const version = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
  return version <= MAX_VERSION ? version : 0;
}
