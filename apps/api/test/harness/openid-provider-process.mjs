// A real OpenID Connect provider on loopback, in a process of its own: node openid-provider-process.mjs REDIRECT_URI
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [redirectUri] = process.argv.slice(2);
const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

/** Whoever signs in as NAME has the address NAME; `unverified…` has one that is not verified. */
const provider = new Provider(issuer, {
  clients: [{ client_id: 'ibyok', client_secret: 'client-secret', redirect_uris: [redirectUri] }],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ['only for tests'] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified') }),
  }),
});
server.on('request', provider.callback());
process.stdout.write(`${issuer}\n`);
