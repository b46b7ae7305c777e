/** A Chromium that can be started. */
export interface BrowserProgram {
  readonly executablePath: string;
  /** What it needs of its environment beside the test's own. */
  readonly env: Readonly<Record<string, string>>;
}

export const FLAGS: string[];
export function findBrowser(): Promise<BrowserProgram>;
