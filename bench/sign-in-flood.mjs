import autocannon from 'autocannon';

/**
 * @typedef {object} Flood how many sign-ins were answered while it lasted, by status
 * @property {() => Promise<Readonly<Record<number, number>>>} stop
 */

/** Different in every flood of a run, so that no budget of an earlier one counts. */
let attempts = 0;

/**
 * Sends sign-ins with wrong passwords, each for another account from another address, until it is stopped.
 * @param {string} origin a server that believes this machine's X-Forwarded-For
 * @param {number} connections
 * @returns {Flood}
 */
export function startSignInFlood(origin, connections) {
  /** @type {Record<number, number>} */
  const answers = {};
  const running = autocannon({
    url: origin,
    connections,
    duration: 3_600,
    setupClient: (client) => {
      client.setRequests([{ setupRequest: nextAttempt }]);
      client.on('response', (status) => {
        answers[status] = (answers[status] ?? 0) + 1;
      });
    },
  });
  return {
    stop: async () => {
      running.stop();
      await running;
      return answers;
    },
  };
}

/** @returns {import('autocannon').Request} */
function nextAttempt() {
  attempts += 1;
  return {
    method: 'POST',
    path: '/api/session',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.${(attempts >> 16) & 255}.${(attempts >> 8) & 255}.${attempts & 255}`,
    },
    body: JSON.stringify({ email: `nobody-${attempts}@example.com`, password: `wrong password ${attempts}` }),
  };
}
