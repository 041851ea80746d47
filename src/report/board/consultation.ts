import {
  type Among,
  amongOf,
  answerUnder,
  groupsBy,
  inAmong,
  isTaken,
  type Offer,
  type Priced,
  RESTS,
  type Rested,
  type Rests,
  restsOn,
  type SchoolGroup,
} from '../../analysis/index.js';
import { keyInWords } from '../../language/index.js';
import { type Answer, INTENTS, type Intent, type Model, nameIn, scenarioCalled, yearLabel } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { foot } from '../frame/foot.js';
import { without } from '../offer/price.js';
import { NONE, textCell } from '../page/cell.js';
import { type Block, type Column, Report, type Row, type Show, type Table, type Text } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { asking } from '../sentences/asking.js';
import { column, idOf, judgedUnder, offerCell, rowId, schoolCell, takesCells, takesColumns } from '../worth/valued.js';

/** What is asked of a consultation report. */
export interface ConsultationAsked {
  readonly year: number;
  /** What schools are judged under: each in the tier that it takes, or one tier. */
  readonly offers: readonly Offer[];
}

interface Told extends ConsultationAsked {
  readonly standing: Standing;
  readonly projection: Projection;
}

/** What schools have answered, what their buy-in rests on, and who has not answered, by constituency. */
export function consultationReport(standing: Standing, projection: Projection, asked: ConsultationAsked): Report {
  const told: Told = { ...asked, standing, projection };
  const { model } = standing;
  const blocks = asked.offers.flatMap((offer): Block[] => [
    answeredTable(offer, told),
    restsTable(offer, told),
    evidence(offer, told),
    openTable(offer, told),
    saidTable(offer, told),
  ]);
  return Report.of({
    id: 'consultation',
    title: titled(`${model.name}: what schools have said, ${yearLabel(model.calendar, asked.year)}`),
    basis: [...basisOf(standing, blocks), ...judgedUnder(asked.offers)],
    blocks,
  });
}

const schoolsOf = ({ priced, unknown }: Offer): readonly Priced[] => [...priced, ...unknown].filter(isTaken);
const answered = (each: Priced, offer: Offer): Answer | undefined => answerUnder(each, offer);

/** The constituencies of an offer's schools, with their schools. */
function constituencies(offer: Offer): { group: SchoolGroup; among: Among; own: readonly Priced[] }[] {
  const all = schoolsOf(offer);
  return groupsBy('constituency', all, offer.model).map((group) => {
    const own = all.filter((each) => inAmong(each, { group }, offer.model));
    return { group, among: amongOf(group, own), own };
  });
}

function answeredTable(offer: Offer, told: Told): Table {
  const used = INTENTS.filter((intent) => schoolsOf(offer).some((each) => answered(each, offer)?.intent === intent));
  const measures: readonly (readonly [name: string, heading: string, show: Show])[] = [
    ['consultation.schools', 'Schools', 'count'],
    ['consultation.answered', 'Answered', 'count'],
    ['consultation.unanswered', 'Not', 'count'],
    ...used.map(
      (intent: Intent) =>
        [`consultation.said_${intent}`, intent.charAt(0).toUpperCase() + intent.slice(1), 'count'] as const,
    ),
    ['consultation.members', 'Expected', 'count'],
    ['consultation.buy_in', 'Buy-in', 'percent'],
  ];
  const row = (id: string, label: string, among: Among, role: Row['role']): Row => ({
    id,
    role,
    level: 0,
    cells: [textCell(label), ...measures.map(([name, , show]) => offerCell(name, offer, told, show, among))],
  });
  const rows = constituencies(offer).map(({ group, among }) => row(group.id, group.label, among, 'line'));
  const out = offerCell('consultation.stays_out', offer, told, 'count');
  return {
    kind: 'table',
    id: `answered.${idOf(offer)}`,
    title: titled(`${offer.name}: who has answered, and who is expected to join`),
    columns: [
      { id: 'constituency', heading: 'Constituency', align: 'left' },
      ...measures.map(([name, heading]) => column(name, heading)),
    ],
    rows: [...rows, row('all', 'All', {}, 'total')],
    notes: [...asking.say.columns(), ...asking.say.staysOut(out.kind === 'figure' ? out.figure : undefined)],
  };
}

const KINDS: Readonly<Record<Rests, string>> = { answer: 'An answer', roll: 'The roll', assumption: 'An assumption' };
const MEASURES: readonly (readonly [name: Rested, label: string, show: Show])[] = [
  ['schools', 'Schools', 'count'],
  ['pupils', 'Pupils', 'count'],
  ['fees', 'All to join, £', 'pounds'],
  ['members', 'Members', 'count'],
  ['income', 'Fees, £', 'pounds'],
];

/** How much of the buy-in somebody has said, and how much is assumed. */
function restsTable(offer: Offer, told: Told): Table {
  const kinds = RESTS.filter(
    (rests) =>
      rests !== 'roll' || schoolsOf(offer).some(({ school, option }) => restsOn(school, option.tier, offer) === rests),
  );
  const row = (
    id: string,
    label: string,
    role: Row['role'],
    level: number,
    name: (measure: Rested) => string,
    share = false,
  ): Row => ({
    id,
    role,
    level,
    cells: [
      textCell(label),
      ...MEASURES.map(([measure, , show]) => offerCell(name(measure), offer, told, share ? 'percent' : show)),
    ],
  });
  const rows = [
    ...kinds.map((rests) => row(rests, KINDS[rests], 'line', 0, (measure) => `consultation.${measure}.${rests}`)),
    row('all', 'All', 'total', 0, (measure) => `consultation.${measure}`),
    ...kinds.map((rests) =>
      row(
        `${rests}_share`,
        `on ${KINDS[rests].toLowerCase()}`,
        'line',
        1,
        (measure) => `consultation.${measure}_share.${rests}`,
        true,
      ),
    ),
  ];
  const table: Table = {
    kind: 'table',
    id: `rests.${idOf(offer)}`,
    title: titled(`${offer.name}: what the buy-in rests on`),
    columns: [
      { id: 'rests', heading: 'Rests on', align: 'left' },
      ...MEASURES.map(([name, heading]) => column(name, heading)),
    ],
    rows,
    notes: [...asking.say.fees(), ...asking.say.roll(kinds.includes('roll')), ...asking.say.kinds()],
  };
  return foot(table, [{ total: 'all', plus: kinds, minus: [] }]);
}

/** The file, its days, and what its answers are about. */
function evidence(offer: Offer, { standing: { model } }: Told): Text {
  const answers = [...new Set(schoolsOf(offer).flatMap((each) => answered(each, offer) ?? []))];
  const days = answers.map(({ date }) => date).sort();
  const { file = '', options = [], replaced = 0 } = model.consultation ?? {};
  const { say } = asking;
  const said = { file, answers: answers.length, days };
  const lines = [
    ...say.nobody(said),
    ...say.answers(said),
    ...say.replaced(replaced),
    ...about(answers, options, model),
  ];
  return { kind: 'text', id: `evidence.${idOf(offer)}`, title: titled('The evidence'), lines };
}

/** What an option is called that schools have answered about: a tier, a scenario, or the model as it stands. */
const optionCalled = (model: Model, option: string): string =>
  model.tiers.has(option) ? nameIn(model, 'tiers', option) : scenarioCalled(model, option);

/** Under a scenario that is an option: how many have answered about it, and how many about another. */
function about(answers: readonly Answer[], options: readonly string[], model: Model): readonly Sentence[] {
  const [closest] = options;
  if (closest === undefined || options.length === 1) return [];
  const own = answers.filter(({ option }) => option.text === closest).length;
  const ofTiers = answers.filter(({ option }) => model.tiers.has(option.text)).length;
  return asking.say.about({
    own,
    closest: optionCalled(model, closest),
    ofTiers,
    rest: answers.length - own - ofTiers,
    others: options.slice(1).map((option) => optionCalled(model, option)),
  });
}

const byFee = (a: Priced, b: Priced): number => feeOf(b) - feeOf(a) || (a.school.id < b.school.id ? -1 : 1);
const feeOf = ({ quote: { fee }, count }: Priced): number =>
  fee.isKnown && count.isKnown ? fee.pence * count.exact.toNumber() : 0;

const heading = ({ group }: { readonly group: SchoolGroup }, columns: number): Row => ({
  id: group.id,
  role: 'heading',
  level: 0,
  cells: [textCell(group.label), ...Array.from({ length: columns - 1 }, () => NONE)],
});

/** Who has not answered, in each constituency the dearest first: whom to ask next. */
function openTable(offer: Offer, told: Told): Table {
  const columns: Column[] = [
    { id: 'school', heading: 'School', align: 'left' },
    ...takesColumns(offer),
    { id: 'phase', heading: 'Phase', align: 'left' },
    column('count', 'Schools'),
    column('pupils', 'Pupils'),
    column('fee', 'Fee, £'),
    column('share', 'Assumed'),
  ];
  const rows = constituencies(offer).flatMap((one): Row[] => {
    const open = one.own.filter((each) => answered(each, offer) === undefined).sort(byFee);
    return open.length === 0 ? [] : [heading(one, columns.length), ...open.map((each) => openRow(each, offer, told))];
  });
  return without({
    kind: 'table',
    id: `open.${idOf(offer)}`,
    title: titled(`${offer.name}: who has not answered`),
    columns,
    rows,
    notes: [...asking.say.everybody(rows.length), ...asking.say.assumed(rows.length)],
  });
}

function openRow(each: Priced, offer: Offer, told: Told): Row {
  const { school } = each;
  return {
    id: rowId(each, offer),
    role: 'line',
    level: 1,
    cells: [
      textCell(school.name),
      ...takesCells(each, offer, told),
      textCell(keyInWords(school.phase)),
      school.count === undefined ? NONE : schoolCell('school.count', each, told, 'count'),
      schoolCell('school.pupils', each, told, 'exact'),
      schoolCell('fee', each, told, 'pounds'),
      schoolCell('share', each, told, 'percent'),
    ],
  };
}

/** What each school has said, of what, when, and who says so. */
function saidTable(offer: Offer, told: Told): Table {
  const several = new Set(schoolsOf(offer).flatMap((each) => answered(each, offer)?.option.text ?? [])).size > 1;
  const columns: Column[] = [
    { id: 'school', heading: 'School', align: 'left' },
    ...takesColumns(offer),
    { id: 'said', heading: 'Said', align: 'left' },
    column('share', 'Expected'),
    ...(several ? [{ id: 'option', heading: 'Of', align: 'left' } as const] : []),
    { id: 'evidence', heading: 'Evidence', align: 'left' },
  ];
  const rows = constituencies(offer).flatMap((one): Row[] => {
    const own = one.own.flatMap((each): Row[] => {
      const said = answered(each, offer);
      return said === undefined ? [] : [saidRow(each, said, several, offer, told)];
    });
    return own.length === 0 ? [] : [heading(one, columns.length), ...own];
  });
  return without({
    kind: 'table',
    id: `said.${idOf(offer)}`,
    title: titled(`${offer.name}: what each school has said`),
    columns,
    rows,
    notes: asking.say.expected(),
  });
}

function saidRow(
  each: Priced,
  { intent, option, date, evidence: by }: Answer,
  several: boolean,
  offer: Offer,
  told: Told,
): Row {
  const share = schoolCell('share', each, told, 'percent');
  const behind = `${date}${by === undefined ? '' : `: ${by}`}`;
  const cells = [
    textCell(each.school.name),
    ...takesCells(each, offer, told),
    textCell(intent),
    share,
    ...(several ? [textCell(optionCalled(told.standing.model, option.text))] : []),
    textCell(behind),
  ];
  return { id: rowId(each, offer), role: 'line', level: 1, cells };
}
