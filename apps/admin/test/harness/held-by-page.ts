import type { Page } from 'playwright-core';

/** The page as it stands, with all that it keeps in the browser. */
export function everythingHeldBy(page: Page): Promise<string> {
  return page.evaluate(() =>
    [
      location.href,
      document.documentElement.outerHTML,
      JSON.stringify(history.state),
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      document.cookie,
      ...Array.from(document.querySelectorAll('input, textarea'), (field) =>
        field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : '',
      ),
    ].join('\n'),
  );
}
