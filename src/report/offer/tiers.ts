import {
  type Among,
  amongText,
  type ChoiceFigureName,
  groupsOf,
  isTaken,
  type ListSaid,
  type Offer,
  type TierFigureName,
  type TierOffer,
  tierFigure,
} from '../../analysis/index.js';
import { type Count, sum, Unknown } from '../../figures/index.js';
import { inRow, keyInWords, parting, whereSaid } from '../../language/index.js';
import { isThere, momentOf, type Phase, type School, standsForNone, yearLabel } from '../../model/index.js';
import { ONE_SCHOOL } from '../../pricing/index.js';
import { type Projection, periodNamed } from '../../projection/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { foot } from '../frame/foot.js';
import { waitingNotes } from '../frame/waiting-notes.js';
import { askedCell, NONE, textCell } from '../page/cell.js';
import { type Block, type Cell, type Column, Report, type Row, type Show, type Table } from '../page/report.js';
import { type SentenceWords, shown, titled, words } from '../page/sentence.js';
import { type LeftOut, pricing } from '../sentences/pricing.js';
import { reactions as reacting } from '../sentences/reactions.js';
import { titles } from '../sentences/titles.js';
import { archetypes, limits, type OptionTables, optionColumns, placeOf, type TiersAsked, within } from './options.js';
import { without } from './price.js';

/** The membership options side by side, as a board reads them. */
export function tiersReport(standing: Standing, projection: Projection, asked: TiersAsked): Report {
  const told: OptionTables = { standing, projection, asked };
  const blocks: Block[] = [
    sideBySide(told),
    byPhase(told),
    archetypes(told),
    ...limits(told),
    ...asked.offers.filter(({ priced }) => priced.length > 0).map((offer) => bySize(offer, told)),
    ...sources(asked.lists),
    ...left(asked.offers),
  ];
  const when = yearLabel(standing.model.calendar, asked.year);
  return Report.of({
    id: 'tiers',
    title: titled(`${standing.model.name}: the membership options, ${when}`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

function tierCell(name: TierFigureName, offer: TierOffer, told: OptionTables, show: Show, among: Among = {}): Cell {
  const text = amongText(among);
  return askedCell(within(told), { figure: name, ...placeOf(told, offer.option), ...whereSaid({ among: text }) }, show);
}

const MEASURES: readonly (readonly [label: string, name: TierFigureName, show: Show])[] = [
  ['Schools that it prices', 'tier.schools', 'count'],
  ['Their pupils', 'tier.pupils', 'count'],
  ['Fees if all joined, £', 'tier.income', 'pounds'],
  ['Fees a pupil, £', 'tier.per_pupil', 'pence'],
  ['Average fee, £', 'tier.average', 'pence'],
  ['Lowest fee, £', 'tier.lowest', 'pence'],
  ['Highest fee, £', 'tier.highest', 'pence'],
  ['Share of budgets', 'tier.share_of_budget', 'percent'],
  ['Schools at the floor', 'tier.at_floor', 'count'],
  ['Schools between', 'tier.between', 'count'],
  ['Schools at the cap', 'tier.at_cap', 'count'],
  ['Moves with pupils, £', 'tier.exposed', 'pounds'],
  ['as a share of fees', 'tier.exposed_share', 'percent'],
  ['The floor adds, £', 'tier.floor_adds', 'pounds'],
  ['The cap takes off, £', 'tier.cap_takes', 'pounds'],
  ['a pupil elsewhere, £', 'tier.cap_per_pupil', 'pence'],
];
const LIMITS: ReadonlySet<TierFigureName> = new Set([
  'tier.at_floor',
  'tier.between',
  'tier.at_cap',
  'tier.floor_adds',
  'tier.cap_takes',
  'tier.cap_per_pupil',
]);
const PARTS: ReadonlySet<TierFigureName> = new Set(['tier.exposed_share', 'tier.cap_per_pupil']);

function sideBySide(told: OptionTables): Table {
  const { offers, year } = told.asked;
  const { standing } = told;
  const limited = offers.some(({ priced }) =>
    priced.some(({ quote }) => quote.steps.some(({ rule }) => rule.does === 'limit')),
  );
  const rows = MEASURES.filter(([, name]) => limited || !LIMITS.has(name)).map(
    ([label, name, show]): Row => ({
      id: name,
      role: 'line',
      level: PARTS.has(name) ? 1 : 0,
      cells: [textCell(label), ...offers.map((offer) => tierCell(name, offer, told, show))],
    }),
  );
  const period = periodNamed(standing.model.calendar, 'year', String(year));
  const lines = [
    ['Expected members', 'members', 'count'],
    ['Earned from them, £', 'income.membership', 'pounds'],
  ] as const;
  const expected = lines.map(([label, line, show]): Row => {
    const cells = offers.map(({ option }): Cell => {
      if (option.list !== undefined || period === undefined) return NONE;
      return askedCell(within(told), { figure: `${line}.${option.tier}`, year }, show);
    });
    return { id: line, role: 'line', level: 0, cells: [textCell(label), ...cells] };
  });
  return {
    kind: 'table',
    id: 'options',
    title: titled('The options side by side'),
    columns: [{ id: 'measure', heading: '', align: 'left' }, ...optionColumns(offers)],
    rows: withoutEmpty([...rows, ...(standing.model.choice === undefined ? expected : reactions(told))]),
    notes: [
      ...pricing.say.fullYears(),
      ...pricing.say.moves(),
      ...pricing.say.unassigned({ schools: unassigned(standing.model), choice: standing.model.choice }),
      ...reacting.say.none([standing.model]),
      ...(period === undefined ? [] : waitingNotes(told.projection, period)),
      ...pricing.say.noCompany(offers.filter(({ option }) => option.list !== undefined).length),
    ],
  };
}

const REACTIONS: readonly (readonly [label: string, name: ChoiceFigureName, show: Show])[] = [
  ['If no school moved: members', 'tier.unmoved_members', 'count'],
  ['fees, £', 'tier.unmoved_income', 'pounds'],
  ['After they choose: members', 'tier.chosen_members', 'count'],
  ['fees, £', 'tier.chosen_income', 'pounds'],
];

const ASSIGNED: typeof REACTIONS = [
  ['As assigned: members', 'tier.chosen_members', 'count'],
  ['fees, £', 'tier.chosen_income', 'pounds'],
];

/**
 * What each option earns before and after schools react to what it is worth to them; once, where they take what they
 * are assigned.
 */
function reactions(told: OptionTables): Row[] {
  const isAssigned = told.standing.model.choice?.rule === 'assigned';
  return (isAssigned ? ASSIGNED : REACTIONS).map(([label, name, show]): Row => {
    const cells = told.asked.offers.map(
      (offer): Cell => askedCell(within(told), { figure: name, ...placeOf(told, offer.option) }, show),
    );
    return { id: name, role: 'line', level: label.startsWith('fees') ? 1 : 0, cells: [textCell(label), ...cells] };
  });
}

/** Where some schools are assigned a tier and others are not: where the others are if nobody moved. */
function unassigned({ schools, choice }: Standing['model']): Count | undefined {
  const none = schools.filter(({ tier }) => tier === undefined);
  if (choice === undefined || none.length === 0 || none.length === schools.length) return undefined;
  return sum(
    'count',
    none.map((school) => school.count ?? ONE_SCHOOL),
  );
}

const withoutEmpty = (rows: readonly Row[]): Row[] =>
  rows.filter(({ cells }) => cells.slice(1).some(({ kind }) => kind !== 'none'));

const PHASE_LABEL = (phase: Phase): string => {
  const text = keyInWords(phase);
  return phase === 'fe' ? 'Further education' : text.charAt(0).toUpperCase() + text.slice(1);
};

/** Income by phase, and what the cap takes off in each. */
function byPhase(told: OptionTables): Table {
  const { offers } = told.asked;
  const phases = groupsOf(offers.flatMap(({ priced }) => priced)).map(({ phase }) => phase);
  const rowsOf = (name: TierFigureName, heading: string): Row[] => {
    const lines = phases.map((phase): Row => {
      const cells = offers.map((offer) =>
        offer.priced.some(({ school }) => school.phase === phase)
          ? tierCell(name, offer, told, 'pounds', { phase })
          : NONE,
      );
      return { id: `${name}.${phase}`, role: 'line', level: 1, cells: [textCell(PHASE_LABEL(phase)), ...cells] };
    });
    const total = offers.map((offer) => (offer.priced.length === 0 ? NONE : tierCell(name, offer, told, 'pounds')));
    return [...lines, { id: name, role: 'total', level: 0, cells: [textCell(heading), ...total] }];
  };
  const capped = offers.some((offer) => {
    const off = tierFigure('tier.cap_takes', offer, {});
    return off?.isKnown && off.exact.sign !== 0;
  });
  const rows = [
    ...rowsOf('tier.income', 'Fees if all joined'),
    ...(capped ? rowsOf('tier.cap_takes', 'The cap takes off') : []),
  ];
  const table: Table = {
    kind: 'table',
    id: 'phases',
    title: [...titles.say.capped(capped), ...titles.say.uncapped(capped)],
    columns: [{ id: 'phase', heading: '', align: 'left' }, ...optionColumns(offers)],
    rows,
    notes: [],
  };
  const equation = (name: TierFigureName) => ({
    total: name,
    plus: phases.map((phase) => `${name}.${phase}`),
    minus: [],
  });
  return foot(table, [equation('tier.income'), ...(capped ? [equation('tier.cap_takes')] : [])], { isCompared: true });
}

const SIZED: readonly (readonly [id: TierFigureName, heading: string, show: Show])[] = [
  ['tier.schools', 'No.', 'count'],
  ['tier.lowest', 'Lowest', 'pounds'],
  ['tier.average', 'Average', 'pounds'],
  ['tier.highest', 'Highest', 'pounds'],
  ['tier.per_pupil', 'A pupil', 'pence'],
  ['tier.income', 'All fees', 'pounds'],
  ['tier.share_of_budget', 'Of budget', 'percent'],
];

/** One option by phase and size of school. */
function bySize(offer: TierOffer, told: OptionTables): Table {
  const { option, priced } = offer;
  const row = (id: string, label: string, level: number, role: Row['role'], among: Among): Row => ({
    id,
    role,
    level,
    cells: [textCell(label), ...SIZED.map(([name, , show]) => tierCell(name, offer, told, show, among))],
  });
  const groups = groupsOf(priced);
  const rows = groups.flatMap(({ phase, sizes }): Row[] => [
    row(phase, PHASE_LABEL(phase), 0, 'line', { phase }),
    ...(sizes.length < 2
      ? []
      : sizes.map((size) => row(`${phase}.${size.id}`, size.label, 1, 'line', { phase, size }))),
  ]);
  const table: Table = {
    kind: 'table',
    id: `sizes.${option.list ?? ''}${option.tier}`,
    title: titled(`${option.name}, by phase and number of pupils, £`),
    columns: [
      { id: 'schools', heading: '', align: 'left' },
      ...SIZED.map(([id, heading]): Column => ({ id, heading, align: 'right' })),
    ],
    rows: [...rows, row('all', 'All', 0, 'total', {})],
    notes: [],
  };
  return without(table);
}

/** What the price lists are, and where they stand. */
function sources(lists: readonly ListSaid[]): Block[] {
  const { say } = pricing;
  const lines = lists.flatMap(({ path, list }) => [
    ...say.list({ path, name: list.name, year: list.year, source: list.source }),
    ...say.listNote(list.note),
  ]);
  return lines.length === 0 ? [] : [{ kind: 'text', id: 'lists', title: titled('The price lists'), lines }];
}

/** Whom an offer leaves out, and why. */
export function left(offers: readonly Offer[]): Block[] {
  const lines = offers.flatMap(({ name, option, unpriced, unknown, ineligible, model: { calendar }, year }) => {
    const open = unknown.filter(isTaken);
    // Each in the tier that it takes: who is in none may not be open, or no tier is open to it.
    const out = option === undefined ? ineligible : [];
    const shut = out.filter((school) => !standsForNone(school) && !isThere(school, momentOf(school, calendar, year)));
    const of = (schools: readonly School[]): LeftOut | undefined =>
      schools.length === 0 ? undefined : { offer: name, schools: listed(schools) };
    const priceless = of(open.map(({ school }) => school));
    return [
      ...pricing.say.shut(shut.length === 0 ? undefined : { schools: listed(shut), year: yearLabel(calendar, year) }),
      ...pricing.say.closed(of(out.filter((school) => !shut.includes(school)))),
      ...pricing.say.noPrice(of(unpriced)),
      ...pricing.say.cannotPrice(priceless && { ...priceless, why: reasonsOf(open) }),
    ];
  });
  return lines.length === 0 ? [] : [{ kind: 'text', id: 'left', title: titled('Left out'), lines }];
}

const NAMED = 3;

/** Some by name, and the rest as the schools that they are. */
function listed(all: readonly School[]): SentenceWords {
  const schools = [...new Set(all)];
  const names = schools.slice(0, NAMED).map(({ name }) => name);
  const rest = schools.slice(NAMED).map(({ count }) => count ?? ONE_SCHOOL);
  return rest.length === 0
    ? words`${inRow(names)}`
    : words`${inRow(names)}${parting(' and ', names)}${shown(sum('count', rest, 'others'), 'count')} more`;
}

function reasonsOf(unknown: Offer['unknown']): string {
  const reasons = new Set(
    unknown.flatMap(({ quote: { fee } }) => (fee.value instanceof Unknown ? fee.value.reasons : [])),
  );
  return reasons.size === 0 ? 'something is not known' : [...reasons].slice(0, NAMED).join('; ');
}
