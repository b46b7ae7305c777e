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
  // CommonJS starts sooner: with a file that is a module, Node sets its loader of modules up first.
  output: { dir: 'dist', format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
};
