import chromium from '@sparticuz/chromium';

// Unpacks into os.tmpdir(): bundled-chromium.ts gives this process a TMPDIR of its own for that.
await chromium.executablePath();
