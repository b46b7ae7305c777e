import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type ProxyOptions } from 'vite';
import { precompress } from './precompress.js';

const api = process.env.IBYOK_PROXY ?? 'http://localhost:3000';

// The API takes a mutation only from its own origin; in development that is this server's, not Vite's.
const proxy: ProxyOptions = {
  target: api,
  changeOrigin: true,
  configure: (server) => {
    server.on('proxyReq', (request) => {
      if (request.hasHeader('origin')) request.setHeader('origin', new URL(api).origin);
    });
  },
};

/** Parts of the bundle that change at their own pace, so that a browser keeps what did not change. */
const VENDORS: readonly [name: string, packages: RegExp][] = [
  ['react', /node_modules\/(react|react-dom|scheduler)\//],
  ['tanstack', /node_modules\/(@tanstack|seroval|seroval-plugins|openapi-fetch|cookie-es)\//],
];

export default defineConfig({
  plugins: [react(), precompress()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // A browser that cannot preload modules loads them all the same; every one can by now.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: { groups: VENDORS.map(([name, test]) => ({ name, test })) },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/api': proxy, '/external': proxy, '/mock': proxy, '/health': proxy },
  },
});
