const CHECK_MS = 250;

/**
 * Under `npm start`, ends this process in good order (SIGTERM) when its parent is gone. npm passes SIGTERM to
 * the shell between it and this process, and many a shell (dash) dies of it without passing it on.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    process.kill(process.pid, 'SIGTERM');
  }, CHECK_MS).unref();
}
