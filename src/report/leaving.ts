import { type Cascade, cascadeFigure, cascadeOf, spreadOf } from '../analysis/index.js';
import { type Count, Exact, sum } from '../figures/index.js';
import { type Choosable, firstOf, plain, refOf, row } from './choosable.js';
import { figureCell, textCell } from './lines.js';
import type { Cell, Row, Show, Text } from './report.js';
import { shownFigure } from './show.js';

const hasSeveral = ({ projection }: Choosable): boolean => projection.model.tiers.size > 1;

/** Of which tier an option is judged, where it has several; undefined where every option has one tier alone. */
export function tierNote(options: readonly Choosable[]): string | undefined {
  if (!options.some(hasSeveral)) return undefined;
  const names = options.map(({ offer }) => offer.option.name);
  const of = isOne(names)
    ? `Of the tier ${names[0]}, which most join`
    : `Of the tier that most join: ${options.map(({ name }, i) => `${plain(name)} ${names[i]}`).join(', ')}`;
  return `${of}; so are the constituencies, the seats and who would leave. Other tiers: buyin value --tier.`;
}

const isOne = (names: readonly string[]): boolean => new Set(names).size === 1;

/** The exit cascade of every option, row by row. */
export function cascadeRows(options: readonly Choosable[]): Row[] {
  const cell =
    (name: string, show: Show) =>
    (option: Choosable): Cell => {
      const { projection, scenario, offer } = option;
      const year = Number(firstOf(projection).id);
      const { tier } = offer.option;
      if (name === 'cascade.price' && cascadeOf(projection, offer).price === undefined) return textCell(noPrice(cascadeOf(projection, offer)));
      const figure = cascadeFigure(name, projection, year, tier);
      return figure === undefined ? textCell('not known') : figureCell(figure, refOf(name, year, scenario, hasSeveral(option) ? { tier } : {}), show);
    };
  return [
    row('before', beforeLabel(options), options, cell('cascade.before', 'count')),
    row('after', 'when no more leave', options, cell('cascade.after', 'count'), 1),
    row('price', 'price then, of what it was', options, cell('cascade.price', 'percent'), 1),
    row('rounds', 'rounds', options, cell('cascade.rounds', 'count'), 1),
  ];
}

function beforeLabel(options: readonly Choosable[]): string {
  if (!options.some(hasSeveral)) return 'Members before anybody leaves';
  const names = options.map(({ offer }) => offer.option.name);
  return `Members of ${isOne(names) ? names[0] : 'that tier'} before anybody leaves`;
}

const noPrice = ({ rounds }: Cascade): string => (rounds.length === 0 ? 'nobody joins' : 'collapses');
const NAMED = 3;

/** Who would leave each option first, how many follow, and who stays only because nobody knows better. */
export function lens(options: readonly Choosable[]): Text {
  const { offer, against, projection } = options[0] as Choosable;
  const lines = options.map((option) => {
    const { name, because } = option;
    return `${plain(name)}${because === undefined ? '' : ` (${because})`}: ${whoLeaves(cascadeOf(option.projection, option.offer))}.`;
  });
  const said = against === 'today' ? 'what schools pay today' : 'buying separately at typical prices';
  const known = spreadOf(offer, against, projection).known.length;
  return {
    kind: 'text',
    id: 'lens',
    title: 'A lens, not a forecast of votes',
    lines: [...lines, `Better and worse off are against ${said}, which is known of ${known} lines of the roll. Heads weigh more than money.`],
  };
}

function whoLeaves({ rounds, before, price, open, withoutBaseline, withoutFee }: Cascade): string {
  if (rounds.length === 0 && price === undefined) return 'nobody is expected to join, so nobody would leave';
  if (rounds.length === 0 && open !== undefined) return `who would leave is not known: ${open}`;
  const gone = rounds.flatMap(({ leave }) => leave);
  const first = (rounds[0]?.leave ?? []).slice(0, NAMED).map(({ name }) => name);
  const others = gone.length > first.length ? ' and others' : '';
  const members = together(rounds.map((round) => round.members));
  const schools = schoolsIn(together(rounds.map((round) => round.schools)));
  return [
    gone.length === 0
      ? 'nobody would leave'
      : `${schools} would leave, ${shown(members)} of ${shown(before)} expected members, first ${first.join(', ')}${others}`,
    ...(open === undefined ? [] : [`who would follow is not known: ${open}`]),
    ...stays(withoutBaseline, 'what it pays today', 'what they pay today'),
    ...stays(withoutFee, 'its fee', 'their fees'),
  ].join('; ');
}

function stays(schools: Count, its: string, theirs: string): string[] {
  if (schools.isKnown && schools.exact.sign === 0) return [];
  return [`${schoolsIn(schools)} ${isSingle(schools) ? `stays because nobody knows ${its}` : `stay because nobody knows ${theirs}`}`];
}

const together = (counts: readonly Count[]): Count => sum('count', counts, 'together');
const shown = (count: Count): string => shownFigure(count, 'count');

const isSingle = (count: Count): boolean => count.isKnown && count.exact.compare(Exact.one) === 0;
const schoolsIn = (count: Count): string =>
  !count.isKnown ? 'an unknown number of schools' : isSingle(count) ? '1 school' : `${shown(count)} schools`;
