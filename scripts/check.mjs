import { assertContractIsCurrent } from './contract.mjs';
import { requireSupportedNode } from './node-version.mjs';
import { prepare } from './prepare.mjs';
import { runTool, showStep, ToolFailure } from './step.mjs';

requireSupportedNode();
await prepare();

const TYPED = [
  'libs/mode-resolution',
  'libs/providers',
  'libs/client',
  'libs/client/test',
  'apps/api',
  'apps/cli',
  'apps/admin',
  'scripts',
];

/** Every check, by what it shows while it runs. Import rules and cycles are rules of the linter. */
const CHECKS = {
  'format, lint, import rules': () =>
    runTool('biome', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']),
  types: async () => {
    for (const part of TYPED)
      await runTool(`types of ${part}`, ['node_modules/typescript-7/bin/tsc', '-p', part]);
  },
  contract: assertContractIsCurrent,
  documentation: () =>
    runTool('Building the documentation', ['node_modules/vitepress/bin/vitepress.js', 'build', 'docs']),
  // These two are loaded once all is installed: they read sources with TypeScript.
  'words in one place': async () => (await import('./words/check.mjs')).assertWordsAreInOnePlace(),
  'what is promised': async () => (await import('./trust/check.mjs')).assertTrustIsShown(),
};

let failed = 0;
for (const [title, check] of Object.entries(CHECKS)) {
  try {
    await showStep(title, check);
  } catch (error) {
    failed += 1;
    if (error instanceof ToolFailure) console.error(error.output.trim());
    console.error(error instanceof Error ? error.message : String(error));
  }
}
console.log(
  failed === 0 ? 'All checks passed.' : `${failed} of ${Object.keys(CHECKS).length} checks failed.`,
);
process.exitCode = failed === 0 ? 0 : 1;
