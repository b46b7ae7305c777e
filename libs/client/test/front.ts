import type { ServerResponse } from 'node:http';
import { listen } from '../../../apps/api/test/harness/listen.js';

/** What stands before a server, and behaves badly at some addresses. */
export interface Front {
  readonly origin: string;
  /** The headers `authorization` of what was asked where a redirect leads. */
  readonly followed: (string | undefined)[];
}

/** Listens before a server; the first part of the path says how to behave, else all is handed on. */
export async function startFront(server: string): Promise<Front> {
  let isDown = false;
  let asked = 0;
  const followed: (string | undefined)[] = [];
  const elsewhere = await listenWhole(({ authorization }, _, response) => {
    followed.push(authorization);
    response.end('{}');
  });
  const behaviours: Readonly<Record<string, (response: ServerResponse) => unknown>> = {
    '/silent': () => {},
    '/hanging': (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
    '/halved': (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      setTimeout(() => response.destroy(), 20);
    },
    '/endless': (response) => {
      const send = (): void => {
        while (!response.destroyed && response.write(' '.repeat(64 * 1024)));
      };
      response.writeHead(200).on('drain', send);
      send();
    },
    '/redirected': (response) => response.writeHead(307, { location: `${elsewhere}/taken` }).end(),
    '/go-down': (response) => {
      isDown = true;
      response.end();
    },
  };
  const origin = await listenWhole(async ({ authorization = '', method, body, type }, url, response) => {
    const [, first = '', rest = ''] = /^(\/[^/]*)(.*)$/.exec(url) ?? [];
    if (isDown) return response.destroy();
    const behave = behaviours[first];
    if (behave) return behave(response);
    if (first === '/busy') {
      asked += 1;
      if (asked % 2 === 1) return response.writeHead(429, { 'retry-after': '1' }).end();
    }
    const path = first === '/busy' ? rest : url;
    const answer = await fetch(`${server}${path}`, {
      ...{ method, headers: { authorization, ...(type && { 'content-type': type }) } },
      ...(body !== '' && { body }),
    });
    return response.writeHead(answer.status).end(await answer.text());
  });
  return { origin, followed };
}

interface Asked {
  readonly authorization?: string | undefined;
  readonly type?: string | undefined;
  readonly method: string;
  readonly body: string;
}

/** Answers requests whose bodies have been read to their end. */
function listenWhole(
  answer: (asked: Asked, url: string, response: ServerResponse) => unknown,
): Promise<string> {
  return listen(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { method = '', url = '', headers } = request;
    await answer(
      { authorization: headers.authorization, type: headers['content-type'], method, body },
      url,
      response,
    );
  });
}
