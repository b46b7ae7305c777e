/**
 * Moves the focus to the first field on the page that a form refuses; `errors` are the form's, by field. It finds
 * fields by what `getInputProps` marks them with, so it works before their errors are drawn.
 */
export function focusFirstError(errors: Readonly<Record<string, unknown>>): void {
  const fields = [...document.querySelectorAll<HTMLElement>('[data-path]')];
  const first = fields.find(({ dataset }) => Object.hasOwn(errors, dataset.path ?? ''));
  const input = first?.matches('input, textarea, select') ? first : first?.querySelector('input');
  input?.focus();
}
