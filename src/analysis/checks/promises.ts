import { type Exact, type Figure, inWords, Unknown, unknownLeaves } from '../../figures/index.js';
import {
  type Problem,
  problem,
  readNumber,
  type Scalar,
  type Span,
  shellWord,
  whereSaid,
} from '../../language/index.js';
import { type Check, type Model, periodsOf, type School } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { figureFor } from '../catalogue/catalogue.js';
import type { NoFigure, Ref } from '../catalogue/reference.js';
import type { Beside } from '../catalogue/subjects.js';
import { askableOf, madeUpSchool } from '../shared/made-up.js';

/** What a check is held against: the projection of a scenario, and its name for messages. */
export interface HeldScenario {
  readonly projection: Projection;
  /** Undefined for the model as it stands. */
  readonly scenario: string | undefined;
  /** How the model is named on the command line, for the next command to type. */
  readonly path: string;
  /** What figures of more than one model are made of. */
  readonly beside: Beside;
}

/**
 * Every promise of a model's `checks` that a projection does not keep, and every check that cannot be held against it.
 */
export function brokenPromises(checks: Model['checks'], held: HeldScenario): Problem[] {
  return [...checks].flatMap(([name, check]) => brokenPromise(name, check, held));
}

/** Whether a check speaks of a scenario. */
export function concerns({ scenarios }: Check, scenario: string | undefined): boolean {
  if (scenarios === undefined) return scenario === undefined;
  return scenarios === 'all' || scenarios.some(({ text }) => text === (scenario ?? 'base'));
}

/** One problem for each bound of a check that does not hold, with the figure that is furthest from it. */
function brokenPromise(name: string, check: Check, held: HeldScenario): Problem[] {
  const { refs, school, problems } = references(check, held);
  const found: Problem[] = [...problems];
  const figures: Named[] = [];
  for (const ref of refs) {
    const figure = figureFor(held.projection, ref, { ...held.beside, school });
    if (!('what' in figure)) figures.push({ ref, figure });
    else found.push(notThere(figure, check, described(ref)));
  }
  return [...found, ...bounds(check).flatMap((bound) => breach(name, bound, figures, check, held))];
}

/** Why a check has no figure to look at, at the key that names what is not there. */
function notThere({ what, name, says, known }: NoFigure, { figure, price, year, month }: Check, ref: string): Problem {
  const span = (figure ?? price?.tier)?.span;
  if (says !== undefined) return problem('figure-unknown', span, { name: ref, why: says, of: 'check' });
  if (what === 'figure') return problem('unknown-figure', span, { name, known });
  const at = what === 'year' ? year : what === 'month' ? month : undefined;
  return problem('unknown-name', at?.span ?? span, { name, what, known });
}

interface Named {
  readonly ref: Ref;
  readonly figure: Figure;
}

interface Bound {
  readonly words: string;
  /** How far a figure is beyond the bound: above zero where the promise is broken. */
  readonly beyond: (figure: Exact, bound: Exact) => Exact;
  readonly scalar: Scalar;
}

const distance = (a: Exact, b: Exact): Exact => (a.compare(b) < 0 ? b.minus(a) : a.minus(b));

function bounds({ equals, atLeast, atMost }: Check): Bound[] {
  const all: Bound[] = [];
  if (equals !== undefined) all.push({ words: '', beyond: distance, scalar: equals });
  if (atLeast !== undefined)
    all.push({ words: 'at least ', beyond: (figure, bound) => bound.minus(figure), scalar: atLeast });
  if (atMost !== undefined)
    all.push({ words: 'at most ', beyond: (figure, bound) => figure.minus(bound), scalar: atMost });
  return all;
}

/** The figures that a check looks at: one, or that of every company year where it names none. */
function references(
  check: Check,
  { projection, scenario }: HeldScenario,
): { refs: Ref[]; school?: School; problems: Problem[] } {
  const of = whereSaid({ scenario });
  if (check.price !== undefined) {
    const { school, problems } = madeUpSchool(
      check.price.school,
      check.price.tier.span,
      askableOf(projection.model.tiers.values(), projection.model.schools),
    );
    if (school === undefined) return { refs: [], problems };
    return {
      refs: [
        { figure: 'fee', tier: check.price.tier.text, ...(check.year && { year: Number(check.year.text) }), ...of },
      ],
      school,
      problems,
    };
  }
  const figure = check.figure?.text ?? '';
  if (check.month !== undefined) return { refs: [{ figure, month: check.month.text, ...of }], problems: [] };
  const years =
    check.year === undefined ? periodsOf(projection.model.calendar, 'year').map(({ id }) => id) : [check.year.text];
  return { refs: years.map((year) => ({ figure, year: Number(year), ...of })), problems: [] };
}

const EXPECTED = 'a number in the unit of the figure';

/** What a figure is held against; why it cannot be. */
function boundFor({ ref, figure }: Named, scalar: Scalar): Figure | Problem {
  if (!figure.isKnown) return unknownPromise(described(ref), figure, scalar.span);
  const bound = readNumber({ kind: figure.kind, expected: EXPECTED, negative: true }, scalar);
  if (typeof bound === 'string')
    return problem('bad-value', scalar.span, { text: scalar.text, expected: EXPECTED, why: bound });
  return bound.isKnown ? bound : unknownPromise(`what is promised of ${described(ref)}`, bound, scalar.span);
}

function breach(
  name: string,
  { words, beyond, scalar }: Bound,
  figures: readonly Named[],
  check: Check,
  { scenario, path }: HeldScenario,
): Problem[] {
  let worst: { named: Named; by: Exact; bound: Figure } | undefined;
  let broken = 0;
  for (const named of figures) {
    const { figure } = named;
    const bound = boundFor(named, scalar);
    if ('code' in bound) return [bound];
    const by = beyond(figure.exact, bound.exact);
    if (by.sign <= 0) continue;
    broken++;
    if (worst === undefined || by.compare(worst.by) > 0) worst = { named, by, bound };
  }
  if (worst === undefined) return [];
  const { ref, figure } = worst.named;
  const others = broken === 1 ? '' : ` (and misses it in ${broken - 1} other ${broken === 2 ? 'year' : 'years'})`;
  const data = {
    name: scenario === undefined ? name : `${name} in ${scenario}`,
    figure: described(ref),
    found: `${inWords(figure)}${others}`,
    expected: `${words}${inWords(worst.bound)}`,
    explain: explainCommand(path, ref, check),
    worst: inWords(figure),
    ...whereSaid({ scenario }),
  };
  return [problem('check-failed', scalar.span, data)];
}

/** A promise that nobody can hold, because a figure is not known. */
export function unknownPromise(name: string, figure: Figure, span: Span | undefined): Problem {
  const why = figure.value instanceof Unknown ? figure.value.reasons.join('; ') : '';
  const origins = unknownLeaves([figure]).flatMap(({ detail }) => detail.origin ?? []);
  return problem('figure-unknown', span, { name, why, of: 'check', origins });
}

function described({ figure, year, month }: Ref): string {
  const at = year ?? month;
  return at === undefined ? figure : `${figure} in ${at}`;
}

/** The command that shows the working of a figure. */
export function explainCommand(path: string, ref: Ref, check?: Check): string {
  const school =
    check?.price === undefined
      ? ref.school
      : [...check.price.school].map(([key, { text }]) => `${key}=${text}`).join(',');
  const options: readonly (readonly [string, string | number | undefined])[] = [
    ['year', ref.year],
    ['month', ref.month],
    ['term', ref.term],
    ['quarter', ref.quarter],
    ['school', school],
    ['tier', ref.tier],
    ['invoice', ref.invoice],
    ['scenario', ref.scenario],
  ];
  const said = options.flatMap(([option, value]) =>
    value === undefined ? [] : [` --${option} ${shellWord(String(value))}`],
  );
  return `buyin explain ${shellWord(path)} ${shellWord(ref.figure)}${said.join('')}`;
}
