import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitepress';
import { withoutLinksOutside } from './links-outside.mjs';

const decisions = readdirSync(new URL('../decisions', import.meta.url))
  .filter((file) => file.endsWith('.md'))
  .sort()
  .map((file) => ({ text: file.replace(/\.md$/, ''), link: `/decisions/${file.replace(/\.md$/, '')}` }));

/** The documentation as a site; a link within it that leads nowhere fails the build. */
export default defineConfig({
  title: 'IBYOK',
  description: 'A self-hosted vault for LLM provider keys that knows which environment it is in.',
  lang: 'en',
  ignoreDeadLinks: 'localhostLinks',
  markdown: { config: withoutLinksOutside },
  themeConfig: {
    search: { provider: 'local' },
    sidebar: [
      {
        text: 'Guide',
        items: [
          { text: 'Five-minute start', link: '/guide/start' },
          { text: 'Environments and modes', link: '/guide/modes' },
          { text: 'Guardrails', link: '/guide/guardrails' },
          { text: 'Patterns', link: '/guide/patterns' },
          { text: 'Mocks', link: '/guide/mocks' },
          { text: 'SDK', link: '/guide/sdk' },
          { text: 'Command line', link: '/guide/command-line' },
          { text: 'Self-hosting', link: '/guide/self-hosting' },
          { text: 'Trust', link: '/guide/trust' },
        ],
      },
      {
        text: 'Reference',
        items: [
          { text: 'A PostgreSQL of your own', link: '/postgresql' },
          { text: 'Containers', link: '/containers' },
          { text: 'Monitoring', link: '/monitoring' },
          { text: 'Upgrading', link: '/upgrading' },
          { text: 'What is promised', link: '/trust' },
          { text: 'Measurements', link: '/measurements' },
          { text: 'Performance', link: '/performance' },
          { text: '100,000 reads a second', link: '/scale' },
        ],
      },
      { text: 'Decisions', collapsed: true, items: decisions },
    ],
  },
});
