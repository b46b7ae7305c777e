// The container's health check: exit code 0 if the server beside it answers that it is ready.
const url = `http://127.0.0.1:${process.env.PORT ?? 3000}/health/ready`;
const response = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch(() => null);
process.exitCode = response?.ok ? 0 : 1;
