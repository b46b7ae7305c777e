import classes from './series-style.module.css';

/** What is drawn over each colour, so that no part is told by its colour alone. */
const MARKS: Readonly<Record<string, string>> = {
  1: '',
  2: 'M0 8 8 0M-2 2 2 -2M6 10 10 6',
  3: 'M0 2h8M0 6h8',
  4: 'M2 2h1.6v1.6h-1.6zM6 6h1.6v1.6h-1.6z',
  5: 'M0 0 8 8M-2 6 2 10M6 -2 10 2',
  6: 'M2 0v8M6 0v8',
  7: 'M0 0 8 8M8 0 0 8',
  8: 'M0 0h4v4h-4zM4 4h4v4h-4z',
  mock: 'M0 8 8 0M-2 2 2 -2M6 10 10 6',
  live: '',
  others: 'M4 0v8M0 4h8',
};
const FILLED = ['4', '8'];

/** The patterns that seriesFill names; once on a page. */
export function SeriesPatterns() {
  return (
    <svg className={classes.patterns} aria-hidden="true" focusable="false">
      <defs>
        {Object.entries(MARKS).map(([style, mark]) => (
          <pattern key={style} id={patternId(style)} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" className={classes.ground} data-style={style} />
            <path d={mark} className={FILLED.includes(style) ? classes.filled : classes.mark} />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

/** A fill of SVG: the colour and pattern of a series. */
export function seriesFill(style: string): string {
  return `url(#${patternId(style)})`;
}

/** A small field of a series' colour and pattern. */
export function Swatch({ style }: { style: string }) {
  return (
    <svg className={classes.swatch} width="14" height="14" aria-hidden="true" focusable="false">
      <rect width="14" height="14" rx="3" fill={seriesFill(style)} />
    </svg>
  );
}

function patternId(style: string): string {
  return `usage-series-${style}`;
}
