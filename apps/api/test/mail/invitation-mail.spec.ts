import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onCleanup } from '../harness/cleanup.js';
import { eventually } from '../harness/eventually.js';
import { accept, invite, newEmail } from '../harness/people.js';
import type { ServerProcess } from '../harness/server-process.js';
import { startWorkspace, unique } from '../harness/workspace.js';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

const PASSWORD = unique('smtp-');

/** A mail server on loopback that keeps what it is sent. */
async function startMailServer(
  options: SMTPServerOptions = {},
): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        received.push({
          from,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  const inner = server.listen(0, '127.0.0.1');
  await once(inner, 'listening');
  onCleanup(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `127.0.0.1:${(inner.address() as AddressInfo).port}`, received };
}

const withMail = (url: string) =>
  startWorkspace({ env: { IBYOK_SMTP_URL: url, IBYOK_SMTP_FROM: 'IBYOK <vault@example.com>' } });

function expectQuiet({ stdout, stderr }: ServerProcess, ...secrets: readonly string[]): void {
  for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
}

test('an invitation is mailed, and its link in the mail works', async () => {
  const mail = await startMailServer();
  const { server, owner } = await withMail(`smtp://${mail.url}`);
  const email = newEmail();
  const invitation = await invite(owner.api, 'member', email);
  expect(invitation.emailed).toBe(true);
  expect(mail.received).toHaveLength(1);
  expect(mail.received[0]).toMatchObject({ from: 'vault@example.com', to: [email] });
  const text = mail.received[0]?.text.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? '';
  expect(text).toContain(invitation.link);
  const token = /\/invitation#([\w-]{43})/.exec(text)?.[1] ?? '';
  expect((await accept(server.anonymous(), token, unique('password-'))).status).toBe(201);
  expectQuiet(server.process, token);
});

test('a mail that is refused leaves the invitation as it is, and tells the log no secret', async () => {
  const mail = await startMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(new Error('no')),
  });
  const { server, owner } = await withMail(`smtp://vault:${PASSWORD}@${mail.url}`);
  const invitation = await invite(owner.api, 'member');
  expect(invitation.emailed).toBe(false);
  expect(mail.received).toEqual([]);
  const log = (): string => server.process.stdout + server.process.stderr;
  await eventually('the log has it', () => log().includes('e-mail not sent'));
  expectQuiet(server.process, invitation.invitationToken, invitation.email, PASSWORD);
  expect((await accept(server.anonymous(), invitation.invitationToken, unique('password-'))).status).toBe(
    201,
  );
});

test('a certificate that nobody vouches for is refused', async () => {
  const mail = await startMailServer({ secure: true });
  const { owner } = await withMail(`smtps://${mail.url}`);
  expect((await invite(owner.api, 'viewer')).emailed).toBe(false);
  expect(mail.received).toEqual([]);
});

test('an address has a hundred invitations mailed a day; the others have their link alone', async () => {
  const mail = await startMailServer();
  const { owner } = await withMail(`smtp://${mail.url}`);
  const invitations = [];
  for (let batch = 0; batch < 11; batch += 1) {
    invitations.push(...(await Promise.all(Array.from({ length: 10 }, () => invite(owner.api, 'viewer')))));
  }
  expect(invitations.filter(({ emailed }) => emailed)).toHaveLength(100);
  expect(mail.received).toHaveLength(100);
  for (const { link } of invitations) expect(link).toMatch(/\/invitation#[\w-]{43}$/);
});
