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
  output: {
    dir: 'dist',
    // CommonJS starts sooner: with a file that is a module, Node sets its loader of modules up first.
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    // Names stay as they are, so that whoever looks can read it; without blanks and comments it is read sooner.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
};
