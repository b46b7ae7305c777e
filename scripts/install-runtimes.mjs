import { installApart } from './install.mjs';

// Only one test uses them, and they are large.
await installApart('libs/client/test/runtimes', 'Installing Bun and Deno');
