import { MONTH_NAMES } from '../../../src/language/month-names.js';
import { OPTIONAL } from '../../../src/reading/roll-columns.js';
import type { Mutant } from './mutant.js';
import type { Trial } from './trial.js';

/* What may be accepted though it is not what stood there, kind by kind, and why. */

interface Reason {
  readonly because: string;
  readonly fits: (mutant: Mutant, trial: Pick<Trial, 'out'>) => boolean;
}

const yearIn = (column: string): number => Number(column.slice(-4));

/** With those that the reference names under `ignore`: nothing reads them. */
const OPTIONAL_COLUMNS: readonly string[] = [...OPTIONAL, 'evidence', 'name', 'headteacher', 'teachers'];

const REASONS: readonly Reason[] = [
  { because: 'a name that nothing else takes up may be any', fits: ({ what }) => what === 'name' },
  { because: 'an amount may have its pound sign', fits: ({ kind }) => kind === 'a pound sign' },
  { because: 'arithmetic of one number is that number', fits: ({ kind }) => kind === 'an equals sign' },
  { because: 'a number that may be below zero', fits: ({ kind }) => kind === 'below zero' },
  {
    because: 'thousands may be parted by commas where nothing else is',
    fits: ({ kind }) => kind === 'a thousands comma',
  },
  {
    because: 'what nobody has said of a school is unknown',
    fits: ({ kind, path }) => kind === 'nothing at all' && OPTIONAL_COLUMNS.includes(path),
  },
  {
    because: 'a column that may be left out',
    fits: ({ kind, path }) => kind === 'a column dropped' && OPTIONAL_COLUMNS.includes(path),
  },
  {
    because: 'what stands behind values may be said of more of them',
    fits: ({ kind, path }) => kind === 'a key one level up' && /\.(basis|source)$/.test(path),
  },
  {
    because:
      'the pupils of another year, which may lie beyond the calendar beside those of others, and are told where they do not',
    fits: ({ path, becomes }, { out }) =>
      /^pupils_(19|20|21)\d\d$/.test(path) &&
      /^pupils_(19|20|21)\d\d$/.test(becomes) &&
      (out.includes('far-date') || Math.abs(yearIn(becomes) - yearIn(path)) <= 1),
  },
  { because: 'the year of a price list is words', fits: ({ path }) => path === 'year' },
  {
    because: 'the same table in another form',
    fits: ({ kind }) =>
      [
        'a byte-order mark',
        'ends of lines as on Windows',
        'empty lines between',
        'lines end in commas',
        'semicolons for commas',
        'tabs for commas',
        'bars for commas',
        'a title above the heading',
        'a title above the heading, with commas',
        'a title and an empty line above the heading',
      ].includes(kind),
  },
  {
    because: 'what a cancellation costs may be an amount as well as a share',
    fits: ({ kind, path }) => kind === 'no per cent sign' && /\.cancellation\.(within\.|cap$)/.test(path),
  },
  {
    because: 'the pupils of a year that nobody has said are those of the year before',
    fits: ({ kind, path }) => kind === 'nothing at all' && /^pupils_(19|20|21)\d\d$/.test(path),
  },
  {
    because: 'of two answers alike, where the latest counts, either will do',
    fits: ({ kind }) => kind === 'a row twice',
  },
  {
    because: 'a rate on an amount may be a percentage of it',
    fits: ({ kind, path }) => kind === 'a per cent sign' && /\.per\.\w+$/.test(path),
  },
  {
    because: 'the pupils of a later year may be left out: they are then those of the year before, as they grow',
    fits: ({ kind, path, text }) =>
      kind === 'a column dropped' &&
      /^pupils_\d{4}$/.test(path) &&
      [...(text.split('\n')[0] ?? '').matchAll(/pupils_(\d{4})/g)].some(([, year]) => Number(year) < yearIn(path)),
  },
  {
    because:
      "a value of one's own that no other place has is contradicted by none; of nearly the same ones a lint tells",
    fits: ({ path, was, text }, { out }) => {
      const [, key] = /\.(?:school|schools\.\d+|when)\.(\w+)$/.exec(path) ?? [];
      const isOwn = key !== undefined && new RegExp(`^\\s*attributes:.*\\b${key}\\b`, 'm').test(text);
      return isOwn && (!new RegExp(`\\b${key}: \\[?[^\\]}]*\\b${was}\\b`).test(text) || out.includes('misspelt-value'));
    },
  },
  {
    because:
      'whether schools buy together goes by the name that they share, and names of three letters are near to none',
    fits: ({ path, was }) => /\.schools\.\d+\.\w+$/.test(path) && was.length <= 3,
  },
  {
    because: 'what nothing uses is told to be of no use, whatever it is',
    fits: ({ path }, { out }) => {
      const [, name] = /(?:^|\.)assumptions\.([^.]+)\.value$/.exec(path) ?? [];
      return name !== undefined && out.replace(/\s+/g, ' ').includes(`nothing uses the assumption ${name}`);
    },
  },
  {
    because: 'zero is zero, of whatever it is a share',
    fits: ({ was, becomes }) => /^-?0+%?$/.test(was) && /^-?0+%?$/.test(becomes),
  },
  {
    because: 'columns that a download lacks, marks, and rows that are no school are told on the page of the roll',
    fits: ({ what }) => what === 'download',
  },
  {
    because: 'a month may be written small',
    fits: ({ was, becomes }) => MONTH_NAMES.some((name) => name === was && name.toLowerCase() === becomes),
  },
  { because: 'a consultation that nobody has answered yet', fits: ({ kind }) => kind === 'a heading alone' },
];

/** Why a mutant may be accepted; undefined where it must not be. */
export function acceptable(trial: Trial): string | undefined {
  return REASONS.find(({ fits }) => fits(trial.mutant, trial))?.because;
}
