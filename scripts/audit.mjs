// Asks the registry for known weaknesses of what the server runs with: npm run audit
import { spawnSync } from 'node:child_process';
import { ROOT } from './checkout.mjs';
import { npmProgram } from './install.mjs';

/** How a registry answers whose audits do not exist; some mirrors have packages alone. */
const NO_SUCH_ENDPOINT = [404, 405, 501];

const { stdout, stderr, status } = spawnSync(
  process.execPath,
  [npmProgram(), 'audit', '--omit=dev', '--audit-level=high', '--json'],
  { cwd: ROOT, encoding: 'utf8' },
);
const report = parse(stdout);
const found = report?.metadata?.vulnerabilities;
if (found) {
  const { total, ...bySeverity } = found;
  console.log(`Known weaknesses of what the server runs with: ${total}. ${JSON.stringify(bySeverity)}`);
  for (const { name, severity, range } of Object.values(report.vulnerabilities)) {
    console.log(`${severity}: ${name} ${range}`);
  }
  process.exitCode = status ?? 1;
} else if (NO_SUCH_ENDPOINT.includes(report?.statusCode)) {
  console.log(`NOT CHECKED: this registry has no audits (it answers ${report.statusCode}).`);
} else {
  console.error(`The audit failed, so nothing is known.\n${stderr.trim()}`);
  process.exitCode = 1;
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
