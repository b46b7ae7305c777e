interface PlatformGlobals {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
  readonly Deno?: { readonly env?: { get(name: string): string | undefined } };
}

/**
 * Reads a variable of the process at the moment of asking; undefined where it is not set, is empty, may not be
 * read (Deno asks for permission), or where the platform has none. Never throws.
 */
export function platformVariable(name: string): string | undefined {
  const { process, Deno } = globalThis as PlatformGlobals;
  for (const read of [() => process?.env?.[name], () => Deno?.env?.get(name)]) {
    try {
      const value = read();
      if (typeof value === 'string' && value !== '') return value;
    } catch {
      // Not permitted is not set.
    }
  }
  return undefined;
}
