import {
  type Cascade,
  type CascadeFigureName,
  cascadeOf,
  type Ending,
  figureOfCascade,
  type Ref,
  spreadFigure,
} from '../../analysis/index.js';
import { type Count, Exact, isZero, sum } from '../../figures/index.js';
import { type Choosable, calledOf, firstOf, refOf, row, stressCalled } from '../frame/choosable.js';
import { figureCell, NONE, saidCell } from '../page/cell.js';
import type { Cell, Row, Show, Text } from '../page/report.js';
import { listed, type SentenceAmount, type SentenceWords, shown, titled, words } from '../page/sentence.js';
import { cells as told } from '../sentences/cells.js';
import { type KnownIn, options as register } from '../sentences/options.js';
import { SAID } from '../worth/valued.js';

/** The exit cascade of every option, row by row: a range, where it is not known of every school what it pays today. */
export function cascadeRows(options: readonly Choosable[]): Row[] {
  const cascade = ({ projection, offer }: Choosable): Cascade => cascadeOf(projection, offer);
  const isRange = options.some((option) => cascade(option).alike !== undefined);
  const own =
    (name: CascadeFigureName, show: Show) =>
    (option: Choosable): Cell =>
      cascadeCell(name, cascade(option), show, refOf(name, Number(firstOf(option.projection).id), option.scenario));
  const [stay, alike] = [
    isRange ? 'if schools that are not known all stay' : 'when no more leave',
    'if they leave as the others do',
  ];
  return [
    row('before', 'Members before any school leaves', options, own('cascade.before', 'count')),
    row('after', stay, options, own('cascade.after', 'count'), 1),
    row('price', 'price then, as a share of the tariff', options, own('cascade.price', 'percent'), 2),
    ...(isRange
      ? [
          row('after_alike', alike, options, own('cascade.after_alike', 'count'), 1),
          row('price_alike', 'price then, as a share of the tariff', options, own('cascade.price_alike', 'percent'), 2),
        ]
      : []),
    row('rounds', 'rounds', options, own('cascade.rounds', 'count'), 1),
    ...mitigatedRows(options, isRange, stay, alike),
  ];
}

/** The same with what the company does once schools leave, where the model says what that is. */
function mitigatedRows(options: readonly Choosable[], isRange: boolean, stay: string, alike: string): Row[] {
  const names = [...new Set(options.flatMap(({ mitigated }) => mitigated?.stress ?? []))];
  if (names.length === 0) return [];
  const cell =
    (name: CascadeFigureName, show: Show) =>
    (option: Choosable): Cell => {
      const { projection, offer, mitigated } = option;
      if (mitigated === undefined) return NONE;
      return mitigated.projection === undefined
        ? saidCell([
            ...told.say.clash(mitigated.problem?.code === 'overlay-clash'),
            ...told.say.noModel(mitigated.projection !== undefined),
          ])
        : cascadeCell(name, cascadeOf(projection, offer, mitigated.projection), show, mitigatedRef(name, option));
    };
  return [
    row(
      'mitigated',
      `Members who stay with ${names.map((name) => stressCalled(options[0] as Choosable, name)).join(', ')}`,
      options,
      isRange ? () => NONE : cell('cascade.after', 'count'),
    ),
    ...(isRange
      ? [
          row('mitigated_after', stay, options, cell('cascade.after', 'count'), 1),
          row('mitigated_price', 'price then, as a share of the tariff', options, cell('cascade.price', 'percent'), 2),
          row('mitigated_after_alike', alike, options, cell('cascade.after_alike', 'count'), 1),
          row(
            'mitigated_price_alike',
            'price then, as a share of the tariff',
            options,
            cell('cascade.price_alike', 'percent'),
            2,
          ),
        ]
      : [row('mitigated_price', 'price then, as a share of the tariff', options, cell('cascade.price', 'percent'), 1)]),
  ];
}

const mitigatedRef = (name: CascadeFigureName, { projection, scenario }: Choosable): Ref =>
  refOf(name.replace('cascade.', 'mitigated.'), Number(firstOf(projection).id), scenario);

/** A figure of a cascade; in a word where a price is nobody's. */
function cascadeCell(name: CascadeFigureName, cascade: Cascade, show: Show, ref: Ref): Cell {
  const end = name.endsWith('_alike') ? (cascade.alike ?? cascade) : cascade;
  if (name.startsWith('cascade.price') && end.price === undefined) return noPriceCell(end);
  const figure = figureOfCascade(name, cascade);
  return figureCell(figure, ref, show);
}

const noPriceCell = ({ rounds }: Ending): Cell =>
  saidCell([
    ...told.say.nobodyStays({ before: rounds.length > 0 }),
    ...told.say.nobodyJoins({ before: rounds.length > 0 }),
  ]);

const NAMED = 3;

/** Who would leave each option first, how many follow, and who stays only because nobody knows better. */
export function lens(options: readonly Choosable[]): Text {
  const { against } = options[0] as Choosable;
  const lines = options.flatMap((option) => {
    const { because } = option;
    const who = whoLeaves(cascadeOf(option.projection, option.offer));
    return register.say.leaves(words`${calledOf(option)}${because === undefined ? '' : ` (${because})`}: ${who}`);
  });
  return {
    kind: 'text',
    id: 'lens',
    title: titled('Who would leave: an indication, and no forecast of votes'),
    lines: [...lines, ...register.say.lens({ against: SAID[against], of: knownIn(options) })],
  };
}

/** Of how many schools each option is known to be better or worse than what they pay; the first where all are alike. */
function knownIn(options: readonly Choosable[]): readonly KnownIn[] {
  const all = options.map((option) => {
    const [known, unknown] = (['known', 'unknown'] as const).map(
      (of) => spreadFigure(`gains.${of}.${option.against}`, option.offer, {}, option.projection) as Count,
    ) as [Count, Count];
    const schools = sum('count', [known, unknown], 'schools');
    return { option: calledOf(option), known, schools: schoolsIn(schools), of: `${known.value} ${schools.value}` };
  });
  return new Set(all.map(({ of }) => of)).size === 1 ? all.slice(0, 1) : all;
}

function whoLeaves({ rounds, before, price, open, withoutBaseline, withoutFee, alike }: Cascade): SentenceWords {
  if (rounds.length === 0 && price === undefined) return words`no school is expected to join, so none would leave`;
  if (rounds.length === 0 && open !== undefined) return words`who would leave is not known: ${open}`;
  const gone = new Set(rounds.flatMap(({ leave }) => leave));
  const members = together(rounds.map((round) => round.members));
  const schools = schoolsIn(together(rounds.map((round) => round.schools)));
  return listed(
    [
      gone.size === 0
        ? words`no school would leave`
        : words`${schools} would leave, ${counted(members)} of ${counted(before)} expected members, first ${firstTo(rounds)}`,
      ...(open === undefined ? [] : [words`who would follow is not known: ${open}`]),
      ...stays(withoutBaseline, 'what it pays today', 'what they pay today'),
      ...(alike === undefined || alike.rounds.length === 0
        ? []
        : [
            words`if as large a part of them leaves as of the others, ${isZero(alike.after) ? 'no member stays' : words`${counted(alike.after)} ${isSingle(alike.after) ? 'member stays' : 'members stay'}`}`,
          ]),
      ...stays(withoutFee, 'its fee', 'their fees'),
    ],
    '; ',
    '; ',
  );
}

/** Those of the first round by name, and whether others go beside them or follow. */
function firstTo(rounds: Cascade['rounds']): SentenceWords {
  const first = [...new Set(rounds[0]?.leave ?? [])].slice(0, NAMED);
  const rest = [...new Set(rounds.flatMap(({ leave }) => leave))].filter((school) => !first.includes(school));
  const isOne = rest.length === 1 && rest[0]?.count === undefined;
  return words`${listed(first.map(({ name }) => name))}${rest.length === 0 ? '' : isOne ? ' and another' : ' and others'}`;
}

function stays(schools: Count, its: string, theirs: string): SentenceWords[] {
  if (isZero(schools)) return [];
  return [
    words`${schoolsIn(schools)} ${isSingle(schools) ? `stays because ${its} is not known` : `stay because ${theirs} ${theirs.startsWith('what') ? 'is' : 'are'} not known`}`,
  ];
}

const together = (counts: readonly Count[]): Count => sum('count', counts, 'together');
const counted = (count: Count): SentenceAmount => shown(count, 'count');

const isSingle = (count: Count): boolean => count.isKnown && count.exact.compare(Exact.one) === 0;
const schoolsIn = (count: Count): SentenceWords =>
  !count.isKnown
    ? words`an unknown number of schools`
    : words`${counted(count)} ${isSingle(count) ? 'school' : 'schools'}`;
