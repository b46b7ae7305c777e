import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import {
  DocsIcon,
  KeyIcon,
  PeopleIcon,
  PlaygroundIcon,
  RecordIcon,
  ShieldIcon,
  TokenIcon,
  UsageIcon,
} from '../shared/icons.js';
import { useSession } from '../shared/queries/session.js';
import { Brand } from '../shared/ui/brand.js';
import { shellText } from '../text/shell.js';
import { AccountMenu } from './account-menu.js';
import { ColourSchemeToggle } from './colour-scheme-toggle.js';
import { LiveChanges } from './live-changes.js';
import { QuickAccess } from './quick-access.js';
import classes from './shell.module.css';

const { pages } = shellText;

const PAGES = [
  { to: '/keys', word: pages.keys, Icon: KeyIcon },
  { to: '/tokens', word: pages.tokens, Icon: TokenIcon },
  { to: '/usage', word: pages.usage, Icon: UsageIcon },
  { to: '/guardrails', word: pages.guardrails, Icon: ShieldIcon },
  { to: '/playground', word: pages.playground, Icon: PlaygroundIcon },
  { to: '/members', word: pages.members, Icon: PeopleIcon },
  { to: '/audit', word: pages.audit, Icon: RecordIcon },
] as const;

/** The frame of every page behind the sign-in: where one is, where one can go, who one is. */
export function Shell() {
  const session = useSession();
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {shellText.skip}
      </a>
      <header className={classes.header}>
        <Brand />
        {session && (
          <>
            <span className={classes.divider} aria-hidden="true">
              /
            </span>
            <span className={classes.workspace} title={shellText.workspace(session.tenant.name)}>
              {session.tenant.name}
            </span>
          </>
        )}
        <div className={classes.tools}>
          {session && <QuickAccess session={session} />}
          <Link to="/api-docs" className={classes.docs} aria-label={pages.apiDocs} title={pages.apiDocs}>
            <DocsIcon />
            <span>{shellText.docs}</span>
          </Link>
          <ColourSchemeToggle />
          {session && <AccountMenu session={session} />}
        </div>
      </header>
      <Pages />
      <Content />
      {session && <LiveChanges />}
    </div>
  );
}

/** Where one can go. In a narrow window the words scroll sideways, and the one of the page comes into sight. */
function Pages() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path decides which link is the current one
  useEffect(() => {
    const list = nav.current;
    const link = list?.querySelector<HTMLElement>('[aria-current=page]');
    // Not scrollIntoView: in some versions of Chromium the next Tab would go on from there, past the way to the content.
    if (list && link) list.scrollLeft = link.offsetLeft;
  }, [path]);
  return (
    <nav ref={nav} className={classes.nav} aria-label={shellText.navigation}>
      {PAGES.map(({ to, word, Icon }) => (
        <Link key={to} to={to} className={classes.link}>
          <Icon />
          {word}
        </Link>
      ))}
    </nav>
  );
}

/** The page itself. It takes the focus when the page changes, so that a screen reader starts there. */
function Content() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current !== undefined && path !== undefined && shown.current !== path) {
      main.current?.focus({ preventScroll: true });
    }
    shown.current = path;
  }, [path]);
  return (
    <main id="content" ref={main} className={classes.content} tabIndex={-1}>
      <div className={classes.column}>
        <Outlet />
      </div>
    </main>
  );
}
