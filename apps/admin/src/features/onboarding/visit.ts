/** What one person has said of the first steps in one workspace, kept by this browser. */
interface Said {
  readonly kept?: true;
  readonly dismissed?: true;
}

/** Workspaces whose first steps were on screen before any fetch came, as long as this page is open. */
const begun = new Set<string>();

/** Remembers that the steps are on screen, so that they stay to the end although a fetch has come. */
export function begin(tenantId: string): void {
  begun.add(tenantId);
}

/** Whether the steps were on screen before the first fetch. */
export function hasBegun(tenantId: string): boolean {
  return begun.has(tenantId);
}

/** Whether somebody has said that the environment defaults are right. */
export function hasKept(tenantId: string): boolean {
  return read(tenantId).kept === true;
}

/** Remembers that the environment defaults are right. */
export function keep(tenantId: string): void {
  write(tenantId, { kept: true });
}

/** Whether somebody has put the steps away for good. */
export function isDismissed(tenantId: string): boolean {
  return read(tenantId).dismissed === true;
}

/** Puts the steps away for good. */
export function dismiss(tenantId: string): void {
  write(tenantId, { dismissed: true });
}

function read(tenantId: string): Said {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(nameOf(tenantId)) ?? '{}');
    return typeof said === 'object' && said !== null ? said : {};
  } catch {
    // A browser that keeps nothing, or that kept something else, has said nothing.
    return {};
  }
}

function write(tenantId: string, said: Said): void {
  try {
    localStorage.setItem(nameOf(tenantId), JSON.stringify({ ...read(tenantId), ...said }));
  } catch {
    // What can't be kept holds until the page is left.
  }
}

function nameOf(tenantId: string): string {
  return `ibyok.first-steps.${tenantId}`;
}
