import { fileURLToPath } from 'node:url';

/** One program without a dependency; what a command alone needs is a file of its own, read when the command runs. */
export default {
  input: 'src/ibyok.ts',
  platform: 'node',
  resolve: {
    conditionNames: ['source', 'node', 'import', 'default'],
    // Its exports are what is published: built files, which may be stale.
    alias: { '@ibyok/client': fileURLToPath(new URL('../../libs/client/src/index.ts', import.meta.url)) },
  },
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
};
