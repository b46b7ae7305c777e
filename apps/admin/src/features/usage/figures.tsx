import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { UsageTotals } from '../../shared/api/types.js';
import { ModeShape } from '../../shared/modes/mode-badge.js';
import { MODE_WORD } from '../../shared/modes/words.js';
import { countOf } from '../../text/locale.js';
import { usageText } from '../../text/usage.js';
import classes from './figures.module.css';
import { OUTSIDE_PRODUCTION, type UsageSearch } from './usage-search.js';

interface FiguresProps {
  readonly totals: UsageTotals;
  readonly search: UsageSearch;
}

/** The numbers of the whole period; what is live outside production stands out. */
export function Figures({ totals, search }: FiguresProps) {
  const { fetches, mock, live, liveOutsideProduction: outside } = totals;
  const words = usageText.figures;
  const shareOf = (part: number) => (fetches === 0 ? null : words.share(usageText.share(part, fetches)));
  const { by: _, ...rest } = search;
  const shown = search.env === OUTSIDE_PRODUCTION && search.mode === 'live';
  return (
    <dl className={classes.figures} aria-label={words.label}>
      <Figure name={words.fetches} value={fetches} />
      <Figure
        name={
          <>
            <ModeShape mode="mock" /> {MODE_WORD.mock}
          </>
        }
        value={mock}
        note={shareOf(mock)}
      />
      <Figure
        name={
          <>
            <ModeShape mode="live" /> {MODE_WORD.live}
          </>
        }
        value={live}
        note={shareOf(live)}
      />
      <Figure
        name={
          <>
            {outside > 0 && <ModeShape mode="live" />} {words.liveOutside}
          </>
        }
        value={outside}
        alarming={outside > 0}
        note={
          outside === 0
            ? words.none
            : !shown && (
                <Anchor
                  inherit
                  c="inherit"
                  underline="always"
                  renderRoot={(props) => (
                    <Link
                      {...props}
                      to="/usage"
                      search={{ ...rest, env: OUTSIDE_PRODUCTION, mode: 'live' }}
                    />
                  )}
                >
                  {words.show}
                </Anchor>
              )
        }
      />
    </dl>
  );
}

interface FigureProps {
  readonly name: ReactNode;
  readonly value: number;
  readonly note?: ReactNode;
  readonly alarming?: boolean;
}

function Figure({ name, value, note, alarming = false }: FigureProps) {
  return (
    <div className={classes.figure} data-alarming={alarming || undefined}>
      <dt className={classes.name}>{name}</dt>
      <dd className={classes.value}>
        {countOf(value)}
        <span className={classes.note}>{note || '\u00a0'}</span>
      </dd>
    </div>
  );
}
