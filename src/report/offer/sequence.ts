import { firstYearOf, type Ref } from '../../analysis/index.js';
import { type Figure, inWords } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import { recoversVat, type School, type TierTerms, taxed } from '../../model/index.js';
import { numbersInWords, type PriceRule, type Quote, type VatClass, type When } from '../../pricing/index.js';
import { derivedCell, figureCell, NONE, textCell } from '../page/cell.js';
import type { Row, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { pricing } from '../sentences/pricing.js';

/** One school under one tier, with what each term of its price says. */
export interface Sequence {
  readonly id: string;
  readonly name: string;
  readonly tier: Pick<TierTerms, 'price' | 'vat'>;
  /** Whether the company is registered for VAT; undefined where nobody has said. */
  readonly registered: boolean | undefined;
  readonly school: School;
  readonly quote: Quote;
  readonly told: readonly { readonly rule: PriceRule<never>; readonly says: string }[];
  /** The reference of the school's fee, but for the figure's name. */
  readonly at: Omit<Ref, 'figure'>;
  /** What a part year costs, where the tier and not a term of its price says so. */
  readonly partYear: string | undefined;
}

/**
 * How a fee is made: the quantity, the price chosen, each of its terms in turn, who gets what of it, rounding, part
 * year and VAT.
 */
export function sequenceTable(sequence: Sequence): Table {
  const { id, name, school, quote, told, at, partYear, tier } = sequence;
  const row = (key: string, says: string, figure?: Figure, figureName = ''): Row => ({
    id: key.replace(/ /g, '_'),
    role: 'line',
    level: 0,
    cells: [
      textCell(key),
      textCell(says),
      figure === undefined ? NONE : figureCell(figure, { figure: figureName, ...at }, 'pence'),
    ],
  });
  const after = (rule: PriceRule<never>): Figure | undefined =>
    quote.steps.find((step) => step.rule.key === rule.key)?.after;
  const rows = [
    row('price', chosen(sequence)),
    ...told.map(({ rule, says }) => row(rule.key, says, after(rule), `fee.after.${rule.key}`)),
    ...(quote.parts === undefined
      ? []
      : [
          row('to the provider', '', quote.parts.provider, 'fee.provider'),
          row('to the broker', '', quote.parts.commission, 'fee.commission'),
        ]),
    row('rounding', `each charge, share and discount half up to the penny${quote.group === undefined ? '' : GROUPED}`),
    ...(partYear === undefined ? [] : [row('part year', partYear)]),
    { ...row('fee', 'before VAT', quote.fee, 'fee'), role: 'total' as const },
    ...onceRows(sequence, row),
    ...vatRows(sequence, row),
  ];
  const columns: Table['columns'] = [
    { id: 'term', heading: 'Term', align: 'left' },
    { id: 'says', heading: 'What it does', align: 'left' },
    { id: 'after', heading: 'Then, £', align: 'right' },
  ];
  return {
    kind: 'table',
    id,
    title: titled(`${school.name}: how the fee of ${name} is made`),
    columns,
    rows,
    notes: pricing.say.noVatClass({
      isTaxed: taxed(quote, tier.vat, school.type, school.name) !== undefined,
      registered: sequence.registered,
    }),
  };
}

/** A row whose figures nobody can ask `explain` for. */
export const unreferred = (row: Row): Row => ({
  ...row,
  cells: row.cells.map((cell): Row['cells'][number] => {
    if (cell.kind !== 'figure') return cell;
    return derivedCell(
      cell.figure,
      cell.show,
      'its part of one price with the others that are asked about: explain takes one school',
    );
  }),
});
const GROUPED = '; the parts of a group by the largest remainders, so that they add to its price';

function vatRows(
  { tier: { vat }, quote, school }: Sequence,
  row: (key: string, says: string, figure?: Figure, name?: string) => Row,
): Row[] {
  const found = taxed(quote, vat, school.type, school.name);
  if (found === undefined) return [];
  const { vat: tax, withVat, net } = found;
  const back = recoversVat(school.type) ? 'the school gets its VAT back' : 'the school does not get its VAT back';
  return [
    row('VAT', classesOf(quote, vat), tax, 'fee.vat'),
    row('with VAT', 'what the invoice says', withVat, 'fee.with_vat'),
    row('net', back, net, 'fee.net'),
  ];
}

/** The class of the fee; of a price in parts, what is of which. */
function classesOf({ supplies }: Quote, vat: VatClass | undefined): string {
  const said = (own: VatClass | undefined): string => keyInWords(own ?? vat ?? '');
  if (supplies === undefined || supplies.length === 1) return said(supplies?.[0]?.vat);
  return supplies.map(({ vat: own, net }) => `${inWords(net)} ${said(own)}`).join(', ');
}

/** What is paid once beside the fee of a year. */
function onceRows(
  { school, quote }: Sequence,
  row: (key: string, says: string, figure?: Figure, name?: string) => Row,
): Row[] {
  const { once, together } = quote;
  const all = together === undefined ? [] : [row('all years', 'of the sign-up, before VAT', together, 'fee.together')];
  if (once === undefined) return all;
  const first = firstYearOf(school, quote);
  return [
    ...all,
    row('on joining', 'once, before VAT', once.net, 'fee.once'),
    row('first year', 'with what is paid once, before VAT', first, 'fee.first_year'),
  ];
}

function chosen({ quote: { price, position }, tier }: Sequence): string {
  const many = tier.price.length;
  const said = [price.when === undefined ? '' : whenText(price.when), numbersInWords(price.numbers)];
  const fits = said.filter((each) => each !== '').join(', ');
  if (many === 1) return fits || 'one for all schools';
  return `${position + 1} of ${many}: ${fits || 'for all that come to it'}`;
}

function whenText(when: When): string {
  return [...when].map(([attribute, values]) => `${keyInWords(attribute)} ${values.join(' or ')}`).join(', ');
}
