import { type PresentValueName, presentValue } from '../../analysis/index.js';
import { type Figure, type Money, sum, Unknown } from '../../figures/index.js';
import { type Period, periodsOf } from '../../model/index.js';
import type { Signed } from '../../projection/index.js';
import { foot } from '../frame/foot.js';
import { bySide, signedBy } from '../frame/lines.js';
import { askedCell, derivedCell, NONE, textCell } from '../page/cell.js';
import type { Cell, Ref, Row, Show, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { appraisal } from '../sentences/appraisal.js';
import { reactionsIn } from '../sentences/reactions.js';
import { type AppraisedChoice, type Appraising, columnsOf } from './appraising.js';

const firstYear = ({ projection: { model } }: AppraisedChoice): Period =>
  periodsOf(model.calendar, 'year')[0] as Period;
const worthOf = (name: PresentValueName, option: AppraisedChoice): Figure | undefined =>
  presentValue(name, option.projection, firstYear(option));

function worthCell(name: PresentValueName, option: AppraisedChoice, show: Show): Cell {
  const at = name === 'npv.members_unknown' ? { year: Number(firstYear(option).id) } : {};
  return askedCell(
    { scenario: undefined, ...option.where, projection: option.projection },
    { figure: name, ...at },
    show,
  );
}

const ROWS: readonly (readonly [name: PresentValueName, label: string, show?: Show, role?: Row['role']])[] = [
  ['npv.from_schools', 'What schools pay'],
  ['npv.contracts', 'Contracts and grants'],
  ['npv.other_income', 'Other income'],
  ['npv.cost', 'less costs'],
  ['npv.surplus', 'Net present value', 'pounds', 'total'],
  ['npv.cost_may_rise', 'zero if costs rise by', 'percent'],
  ['npv.income_may_fall', 'zero if schools pay less by', 'percent'],
  ['npv.bias_cost', 'less uplift on costs'],
  ['npv.bias_income', 'less allowance on what schools pay'],
  ['npv.cautious', 'After optimism bias', 'pounds', 'total'],
];
const SCHOOLS: typeof ROWS = [
  ['npv.otherwise', 'They would pay otherwise'],
  ['npv.fees', 'less their membership'],
  ['npv.schools', 'Net present value', 'pounds', 'total'],
  ['npv.members_unknown', 'members not known', 'count'],
];
const SYSTEM: typeof ROWS = [
  ['npv.otherwise', 'Would be paid otherwise'],
  ['npv.work', 'less costs but for taxes'],
  ['npv.system', 'Net present value', 'pounds', 'total'],
  ['npv.income', 'payments that net out'],
];

/**
 * What switching values are called where one is below zero, which stands in brackets: costs would have to fall, and
 * schools to pay more.
 */
const SWITCHED: Partial<Record<PresentValueName, Signed>> = {
  'npv.cost_may_rise': signedBy('zero if costs rise (fall) by'),
  'npv.income_may_fall': signedBy('zero if schools pay less (more) by'),
};

function labelled(name: PresentValueName, label: string, cells: readonly Cell[]): readonly Cell[] {
  const signed = SWITCHED[name];
  return [textCell(signed === undefined ? label : bySide(label, signed, cells)), ...cells];
}

/**
 * Present values of each option for the company, for the schools that are known, and for all together, among whom
 * payments net out.
 */
export function moneyTable({ options }: Appraising): Table {
  const heading = (id: string, text: string): Row => ({
    id,
    role: 'heading',
    level: 0,
    cells: [textCell(text), ...options.map(() => NONE)],
  });
  const part = (within: string, rows: typeof ROWS): Row[] =>
    rows
      .filter(([name]) => options.some((option) => worthOf(name, option) !== undefined))
      .map(([name, label, show = 'pounds', role = 'line']) => ({
        id: `${within}.${name.slice('npv.'.length)}`,
        role,
        level: role === 'total' ? 0 : 1,
        cells: labelled(
          name,
          label,
          options.map((option) => worthCell(name, option, show)),
        ),
      }));
  const table: Table = {
    kind: 'table',
    id: 'money',
    title: titled('Present values of all years, £'),
    columns: [{ id: 'line', heading: '', align: 'left' }, ...columnsOf(options)],
    rows: [
      heading('company', 'For the company'),
      ...part('company', ROWS),
      heading('schools', 'For member schools that have said what they pay today'),
      ...part('schools', SCHOOLS),
      heading('system', 'For schools, council and company together'),
      ...part('system', SYSTEM),
    ],
    notes: [
      ...appraisal.say.otherwise(),
      ...appraisal.say.netsOut(),
      ...reactionsIn(options.map(({ heading, projection: { model } }) => ({ name: heading, model }))),
    ],
  };
  const equations = [
    {
      total: 'company.surplus',
      plus: ['company.from_schools', 'company.contracts', 'company.other_income'],
      minus: ['company.cost'],
    },
    { total: 'company.cautious', plus: ['company.surplus'], minus: ['company.bias_cost', 'company.bias_income'] },
    { total: 'schools.schools', plus: ['schools.otherwise'], minus: ['schools.fees'] },
    { total: 'system.system', plus: ['system.otherwise'], minus: ['system.work'] },
  ];
  // What stands in two parts of the table is shown the same in both.
  const rounded = equations.map((each) => ({ ...each, isOfRounded: true }));
  return foot(table, rounded, {
    nearest: ['schools.otherwise', 'system.otherwise', 'company.cost', 'system.work'],
    isCompared: true,
  });
}

const AGAINST: readonly (readonly [name: PresentValueName, label: string, row: string])[] = [
  ['npv.surplus', 'Company', 'company.surplus'],
  ['npv.cautious', 'after optimism bias', 'company.cautious'],
  ['npv.schools', 'Schools that are known', 'schools.schools'],
  ['npv.system', 'All together', 'system.system'],
];

/**
 * What each option is worth more than the one that it is held against: to the pound, what lies between the two amounts
 * as the table of present values shows them.
 */
export function againstTable({ options, terms }: Appraising, money: Table): Table[] {
  const base = options.find(({ option }) => option === terms.against?.text) ?? options[0];
  const others = options.filter((option) => option !== base);
  if (base === undefined || others.length === 0) return [];
  const shownOf = (row: string, option: AppraisedChoice): number | undefined => {
    const found = money.rows.find(({ id }) => id === row)?.cells[options.indexOf(option) + 1];
    return found?.kind === 'figure' ? found.shown : undefined;
  };
  const more = (name: PresentValueName, row: string, option: AppraisedChoice): Cell => {
    const [there, here] = [worthOf(name, option), worthOf(name, base)];
    if (there === undefined || here === undefined) return NONE;
    const figure = sum('money', [there as Money], 'more than under the other option', [here as Money]);
    const of = [option, base].map(({ where }): Ref => ({ figure: name, ...where }));
    const found = derivedCell(figure, 'pounds', `that of ${option.heading}, less that of ${base.heading}`, of);
    const [more, less] = [shownOf(row, option), shownOf(row, base)];
    return more === undefined || less === undefined ? found : ({ ...found, shown: more - less } as Cell);
  };
  const rows = AGAINST.filter(([name]) => worthOf(name, base) !== undefined).map(
    ([name, label, row]): Row => ({
      id: name,
      role: 'line',
      level: name === 'npv.cautious' ? 1 : 0,
      cells: [textCell(label), ...others.map((option) => more(name, row, option))],
    }),
  );
  const unknown = others.some((option) => worthOf('npv.schools', option)?.value instanceof Unknown);
  return [
    {
      kind: 'table',
      id: 'against',
      title: titled(`Net present value, less that of ${base.heading}, £`),
      columns: [{ id: 'line', heading: '', align: 'left' }, ...columnsOf(others)],
      rows,
      notes: appraisal.say.unknownToday(unknown),
    },
  ];
}
