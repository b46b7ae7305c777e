import { countOf, LOCALE, plural } from './locale.js';

const PERCENT = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 });
const COMPACT = new Intl.NumberFormat(LOCALE, { notation: 'compact' });
/** Days are UTC days, wherever the reader is. */
const DAY = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', month: 'short', day: 'numeric' });
const FULL_DAY = new Intl.DateTimeFormat(LOCALE, {
  ...{ timeZone: 'UTC', weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' },
});

const fetches = (count: number): string =>
  `${countOf(count)} ${plural(count, { one: 'fetch', other: 'fetches' })}`;

/** The words of the Usage page. */
export const usageText = {
  title: 'Usage',
  intro: 'Answered fetches by day. Days are UTC days.',
  exportCsv: 'Export CSV',
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
    adjusted: {
      bounds: (first: string): string =>
        `Only days from ${FULL_DAY.format(new Date(first))} to today can be shown.`,
      swapped: 'The first day was after the last one: they changed places.',
      shortened: (days: number): string =>
        `A period has at most ${countOf(days)} days: the latest of these are shown.`,
      otherEnd: (days: number): string =>
        `The other day was moved along: a period ends no earlier than it begins, and has at most ${countOf(days)} days.`,
    },
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
    about: (count: number, days: number): string =>
      `${fetches(count)} on ${countOf(days)} UTC ${plural(days, { one: 'day', other: 'days' })}, a bar for each day. The same numbers are in the tables below.`,
    loading: 'Loading the chart',
  },
  groups: {
    caption: {
      environment: 'Fetches by environment',
      mode: 'Fetches by mode',
      key: 'Fetches by key',
      token: 'Fetches by token',
    },
    fetches: 'Fetches',
    share: 'Share',
    others: {
      key: (count: number): string =>
        `${countOf(count)} more ${plural(count, { one: 'key', other: 'keys' })}`,
      token: (count: number): string =>
        `${countOf(count)} more ${plural(count, { one: 'token', other: 'tokens' })}`,
    },
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
  },
} as const;
