import { installApart } from './install.mjs';

// Only tests use them, and their newer Node must not become `node` in the checkout's scripts.
await installApart('apps/api/test/mocks/sdks', 'Installing the official SDKs');
