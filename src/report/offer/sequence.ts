import type { Ref } from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import { recoversVat, type School, type TierTerms, taxed } from '../../model/index.js';
import type { PriceRule, Quote, When } from '../../pricing/index.js';
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
    notes: pricing.say.noVatClass({ vat: tier.vat, registered: sequence.registered }),
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
  if (vat === undefined) return [];
  const { vat: tax, withVat, net } = taxed(quote.fee, vat, school.type, school.name);
  const back = recoversVat(school.type) ? 'the school gets its VAT back' : 'the school does not get its VAT back';
  return [
    row('VAT', keyInWords(vat), tax, 'fee.vat'),
    row('with VAT', 'what the invoice says', withVat, 'fee.with_vat'),
    row('net', back, net, 'fee.net'),
  ];
}

function chosen({ quote: { price, position }, tier }: Sequence): string {
  const many = tier.price.length;
  if (many === 1) return price.when === undefined ? 'one for all schools' : whenText(price.when);
  return `${position + 1} of ${many}: ${price.when === undefined ? 'for all that come to it' : whenText(price.when)}`;
}

function whenText(when: When): string {
  return [...when].map(([attribute, values]) => `${keyInWords(attribute)} ${values.join(' or ')}`).join(', ');
}
