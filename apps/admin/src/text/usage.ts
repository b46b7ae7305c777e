const COUNT = new Intl.NumberFormat('en');
const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact' });
/** Days are UTC days, wherever the reader is. */
const DAY = new Intl.DateTimeFormat('en', { timeZone: 'UTC', month: 'short', day: 'numeric' });
const FULL_DAY = new Intl.DateTimeFormat('en', {
  ...{ timeZone: 'UTC', weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' },
});

const fetches = (count: number): string => `${COUNT.format(count)} ${count === 1 ? 'fetch' : 'fetches'}`;

/** The words of the Usage page. */
export const usageText = {
  title: 'Usage',
  intro: 'Answered fetches by day. Days are UTC days.',
  exportCsv: 'Export CSV',
  count: (count: number): string => COUNT.format(count),
  compact: (count: number): string => COMPACT.format(count),
  fetches,
  share: (part: number, whole: number): string => (whole === 0 ? '' : PERCENT.format(part / whole)),
  day: (day: string): string => DAY.format(new Date(day)),
  fullDay: (day: string): string => `${FULL_DAY.format(new Date(day))} (UTC)`,
  period: {
    label: 'Period',
    days: (days: number): string => `${days} days`,
    own: 'Own range',
    from: 'From (UTC)',
    to: 'To (UTC)',
  },
  filters: {
    label: 'Filters',
    all: 'All',
    environment: 'Environment',
    outsideProduction: 'Outside Production',
    mode: 'Mode',
    key: 'Key',
    token: 'Token',
    clear: 'Clear',
    clearAll: 'Clear filters',
  },
  split: {
    label: 'Split by',
    environment: 'Environment',
    mode: 'Mode',
    key: 'Key',
    token: 'Token',
  },
  figures: {
    label: 'In this period',
    fetches: 'Fetches',
    liveOutside: 'Live outside Production',
    none: 'None in this period',
    show: 'Show them',
    share: (share: string): string => `${share} of all`,
  },
  chart: {
    title: 'Fetches by day',
    about: (count: number, days: number, split: string): string =>
      `Bars of ${fetches(count)} on ${days} UTC days, split by ${split.toLowerCase()}. The same numbers are in the tables below.`,
    loading: 'Loading the chart',
  },
  groups: {
    caption: (split: string): string => `Fetches by ${split.toLowerCase()}`,
    fetches: 'Fetches',
    share: 'Share',
    others: (count: number, split: 'key' | 'token'): string =>
      `${COUNT.format(count)} more ${count === 1 ? split : `${split}s`}`,
    deleted: 'deleted',
    revoked: 'revoked',
    only: (name: string): string => `Show only ${name}`,
  },
  days: {
    caption: 'Fetches by day (UTC)',
    day: 'Day (UTC)',
    total: 'Fetches',
  },
  loading: 'Loading the usage',
  failed: 'The usage could not be loaded',
  empty: {
    filtered: 'No fetch fits',
    filteredAdvice: 'Choose a longer period or fewer filters.',
    title: 'No fetches in this period',
    advice: 'Once an application fetches a key, it shows here. This is how one fetches:',
    command: 'Command that fetches a key',
    copy: 'Copy curl',
    needs: 'It takes',
    aKey: 'a key',
    and: 'and',
    aToken: 'an access token',
  },
} as const;
