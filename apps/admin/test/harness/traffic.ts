import type { Page } from 'playwright-core';

/** What a page sent and received. */
export interface Traffic {
  /** `METHOD path` of every request that carried a text, in its address, headers or body. */
  requestsWith(text: string): Promise<readonly string[]>;
  /** `METHOD path` of every answer that carried a text. */
  answersWith(text: string): Promise<readonly string[]>;
}

interface Heard {
  readonly call: string;
  readonly text: string;
}

/** Listens to all of a page's traffic from now on. */
export function listen(page: Page): Traffic {
  const requests: Promise<Heard>[] = [];
  const answers: Promise<Heard>[] = [];
  page.on('request', (request) => {
    const call = `${request.method()} ${new URL(request.url()).pathname}`;
    requests.push(
      request
        .allHeaders()
        .then((headers) => ({ call, text: request.url() + JSON.stringify(headers) + request.postData() })),
    );
    answers.push(
      request.response().then(async (response) => {
        // None came, as where the page no longer waits for it.
        if (!response) return { call, text: '' };
        const headers = JSON.stringify(await response.allHeaders());
        return { call, text: headers + (await response.text().catch(() => '')) };
      }),
    );
  });
  const callsWith = async (heard: readonly Promise<Heard>[], sought: string) =>
    (await Promise.all(heard)).filter(({ text }) => text.includes(sought)).map(({ call }) => call);
  return {
    requestsWith: (text) => callsWith(requests, text),
    answersWith: (text) => callsWith(answers, text),
  };
}
