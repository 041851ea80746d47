import { constant, Exact, type Figure } from '../figures/index.js';
import {
  block,
  type Context,
  choice,
  list,
  type NumberRule,
  optional,
  provenance,
  readNumber,
  refuse,
  type Scalar,
  type Schema,
  scalarItself,
  text,
} from '../language/index.js';
import type { Finder } from './finder.js';
import type { Model } from './model.js';
import { STREAM_KINDS, streamsOf } from './sharing.js';

/** What an indicator is measured in: shares, or numbers of some unit. */
export type IndicatorValue = Figure<'rate'> | Figure<'count'>;

/** A value with the year that it is of, by the calendar year it starts in. */
export interface Measured {
  readonly value: IndicatorValue;
  readonly year: number;
}

/**
 * How a board will know whether what it pays for works: an indicator of its own, with what is now and what is wanted.
 */
export interface Indicator {
  readonly name: string | undefined;
  /** Of what: `of schools`, `days lost a pupil`. */
  readonly unit: string;
  readonly baseline: Measured;
  readonly target: Measured;
  /** The best that it can be; undefined where there is no bound. */
  readonly best: IndicatorValue | undefined;
  readonly better: 'higher' | 'lower';
  /** So near to the best there is no room to show anything; undefined where nobody has said and it is no percentage. */
  readonly margin: IndicatorValue | undefined;
  /** The streams whose cost is for it, or all of a kind; empty for all cost. */
  readonly restsOn: readonly Scalar[];
}

const SHARE_RULE: NumberRule & { readonly kind: 'rate' } = {
  kind: 'rate',
  expected: 'a percentage, such as 87%',
  negative: true,
  decimals: 4,
  most: Exact.of(10),
};
const NUMBER_RULE: NumberRule & { readonly kind: 'count' } = {
  kind: 'count',
  expected: 'a number in the unit of the indicator, such as 12.5',
  negative: true,
  decimals: 4,
  most: Exact.of('1000000000'),
};
/** Of a percentage, where the model does not say: at 95% of 100% nobody can tell a success from chance. */
const POINTS: Figure<'rate'> = constant('rate', Exact.of('0.05'), 'five points, unless the indicator says otherwise');

const measured = (
  name: string,
  words: { readonly value: string; readonly year: string },
): Schema<{ readonly value: Scalar; readonly year: Scalar }> =>
  block(name, { value: scalarItself, year: scalarItself, ...provenance }, words);

/** `{ unit: of schools, baseline: { value: 84%, year: 2025 }, target: { value: 92%, year: 2029 }, best: 100% }`. */
export const indicator: Schema<Indicator> = block(
  'an indicator',
  {
    name: optional(text),
    unit: text,
    baseline: measured('a baseline', {
      value: 'what the indicator is',
      year: 'of which, by the calendar year it starts in',
    }),
    target: measured('a target', {
      value: 'what it is to be',
      year: "in which. The change costs what the years after the baseline's cost, up to and with this one",
    }),
    best: optional(scalarItself),
    better: optional(choice('a direction', ['higher', 'lower'])),
    margin: optional(scalarItself),
    rests_on: optional(list(scalarItself)),
    ...provenance,
  },
  {
    name: 'as it is shown',
    unit: 'of what: `of schools`, `days lost a pupil`',
    baseline: 'what it is, and in which year',
    target: 'what it is to be, and by which year',
    best: 'the best that it can be: `100%`, or `0` where less is better',
    better: '`higher` (unless said), or `lower` where less is better; a target worse than the baseline is a problem',
    margin:
      'so near to the best there is no room to show anything: a warning. Five points of a percentage unless said, and of a number none',
    rests_on:
      'a list of the tiers, services and contracts whose full cost is for it (`services.visit`), or all of a kind (`tiers`); all cost unless said',
  },
).transform((said, context): Indicator => {
  const before = context.issues.length;
  const texts = [said.baseline.value, said.target.value, said.best, said.margin].flatMap((each) => each?.text ?? []);
  const rule = texts.some((each) => each.endsWith('%')) ? SHARE_RULE : NUMBER_RULE;
  const number = (scalar: Scalar, path: string[]): IndicatorValue => readValue(rule, scalar, path, context);
  const better = said.better ?? 'higher';
  const found: Indicator = {
    name: said.name,
    unit: said.unit,
    baseline: {
      value: number(said.baseline.value, ['baseline', 'value']),
      year: yearIn(said.baseline.year, ['baseline', 'year'], context),
    },
    target: {
      value: number(said.target.value, ['target', 'value']),
      year: yearIn(said.target.year, ['target', 'year'], context),
    },
    best: said.best && number(said.best, ['best']),
    better,
    margin:
      said.margin === undefined
        ? rule === SHARE_RULE
          ? POINTS
          : undefined
        : readValue({ ...rule, negative: false }, said.margin, ['margin'], context),
    restsOn: said.rests_on ?? [],
  };
  if (context.issues.length === before) refuseContradictions(found, context);
  return found;
});

function readValue(
  rule: typeof SHARE_RULE | typeof NUMBER_RULE,
  scalar: Scalar,
  path: string[],
  context: Context,
): IndicatorValue {
  const read = readNumber(rule as typeof NUMBER_RULE, scalar);
  return typeof read === 'string'
    ? refuse(context, 'bad-value', { text: scalar.text, expected: rule.expected, why: read }, path)
    : read;
}

function yearIn({ text: said }: Scalar, path: string[], context: Context): number {
  if (/^(19|20|21)\d\d$/.test(said)) return Number(said);
  return refuse(
    context,
    'bad-value',
    { text: said, expected: 'a year, such as 2026', why: 'it is not a year of four digits' },
    path,
  );
}

/** Whether the first is worse than the second; false where either is not known. */
function isWorse(first: IndicatorValue, second: IndicatorValue, better: Indicator['better']): boolean {
  if (!first.isKnown || !second.isKnown) return false;
  return first.exact.compare(second.exact) * (better === 'higher' ? 1 : -1) < 0;
}

function refuseContradictions({ baseline, target, best, better }: Indicator, context: Context): void {
  const bad = (value: IndicatorValue, expected: string, why: string, path: string[]): void => {
    refuse(context, 'bad-value', { text: value.detail.origin?.text ?? '', expected, why }, path);
  };
  const written = (value: IndicatorValue): string => value.detail.origin?.text ?? '';
  if (target.year <= baseline.year) {
    const data = {
      text: String(target.year),
      expected: `a year after ${baseline.year}, that of the baseline`,
      why: 'nothing can have changed by then',
    };
    refuse(context, 'bad-value', data, ['target', 'year']);
  }
  if (isWorse(target.value, baseline.value, better)) {
    const how =
      better === 'higher' ? 'where less is better, write "better: lower"' : '"better: lower" says that less is better';
    bad(target.value, `a target no worse than the baseline, ${written(baseline.value)}`, how, ['target', 'value']);
  }
  if (best === undefined) return;
  for (const [key, { value }] of Object.entries({ baseline, target })) {
    if (isWorse(best, value, better))
      bad(value, `at best ${written(best)}`, 'it is beyond the best that the indicator can be', [key, 'value']);
  }
}

/** What an indicator rests on has to be there. */
export function checkIndicators(model: Model, finder: Finder): void {
  const known = [...streamsOf(model), ...STREAM_KINDS];
  for (const [id, { restsOn }] of model.indicators) {
    restsOn.forEach(({ text: name }, i) => {
      if (!known.includes(name))
        finder.at(['indicators', id, 'rests_on', i], 'unknown-name', {
          name,
          what: 'tier, service or contract',
          known,
        });
    });
  }
}
