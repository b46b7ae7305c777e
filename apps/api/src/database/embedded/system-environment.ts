const PASSED_ON = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SystemDrive', 'COMSPEC', 'PATHEXT'];

/**
 * The environment for child programs: what the system needs and nothing else. Neither the server's secrets
 * nor a PGHOST, PGDATA or NODE_OPTIONS of the caller may reach them.
 */
export function systemEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' };
  for (const name of PASSED_ON) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}
