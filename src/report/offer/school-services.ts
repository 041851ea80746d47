import { type Count, constant, Exact, type Money, quotient, sum } from '../../figures/index.js';
import { keyInWords, whereSaid } from '../../language/index.js';
import {
  basePriceOf,
  called,
  customerOf,
  type ListTier,
  type PriceList,
  type School,
  type Service,
  taxed,
  type VatClass,
  yearLabel,
} from '../../model/index.js';
import {
  type Customer,
  chargedFor,
  fits,
  jumpsOf,
  type Quantities,
  type Quote,
  quote,
  settledBy,
  type TierPrice,
  UNITS,
  unitPriceIn,
} from '../../pricing/index.js';
import type { Projection } from '../../projection/index.js';
import { scenarioOf } from '../books/forecast.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { askedCell, derivedCell, NONE, saidCell, textCell } from '../page/cell.js';
import { type Cell, type Column, Report, type Row } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { basis } from '../sentences/basis.js';
import { cells as told } from '../sentences/cells.js';
import { pricing } from '../sentences/pricing.js';
import { type SchoolSaid, without } from './price.js';

const COLUMNS: readonly Column[] = [
  { id: 'service', heading: 'Service', align: 'left' },
  { id: 'unit', heading: 'Unit', align: 'left' },
  { id: 'buyer', heading: 'For', align: 'left' },
  { id: 'included', heading: 'Included', align: 'right' },
  { id: 'quantity', heading: 'Units', align: 'right' },
  { id: 'price', heading: 'Price, £', align: 'right' },
  { id: 'each', heading: 'Each, £', align: 'right' },
  { id: 'with_vat', heading: 'With VAT, £', align: 'right' },
  { id: 'net', heading: 'Net, £', align: 'right' },
  { id: 'set_by', heading: 'Set by', align: 'left' },
];

const INCLUDED: readonly Cell[] = [NONE, saidCell(told.say.included(true)), NONE, NONE, NONE, NONE];
const ONE: Count = constant('count', Exact.one, 'one unit');
const QUANTITY =
  'a quantity for which the price has something to say: one, a pack, an option, or where its rate changes';

/** One, and every whole quantity at which some prices may change, the fewest first. */
function quantitiesOf(of: readonly TierPrice[], driver: string, more: Iterable<Count> = []): readonly Count[] {
  // Above a number another price holds from the next whole one on.
  const above = of.flatMap(({ numbers }) => numbers.get(driver)?.over ?? []);
  const next = above.map((each) => sum('count', [each, ONE], 'the next unit'));
  const all = [ONE, ...more, ...of.flatMap((each) => jumpsOf(each, driver)), ...next];
  // What lies between two whole quantities is met by the next of them.
  const whole = new Map(
    all.flatMap((each) => {
      if (!each.isKnown || each.exact.sign <= 0) return [];
      const units = each.exact.ceiling();
      const isWhole = each.exact.compare(units) === 0;
      return [[units.toNumber(), isWhole ? each : constant('count', units, 'the next unit')] as const];
    }),
  );
  return [...whole].sort(([a], [b]) => a - b).map(([, each]) => each);
}

/** The quantities at which a service is priced: one alone where each unit costs the same. */
function asksOf(service: Service): readonly Count[] {
  const of = basePriceOf(service);
  const isLine = [true, false].every((isMember) => unitPriceIn(of, isMember) !== undefined);
  return isLine ? [ONE] : quantitiesOf(of, UNITS, service.options.values());
}

/** What a quantity costs: in all, each, with VAT and net, and what set it. */
function priceCells(
  found: Quote | undefined,
  units: Count,
  vat: VatClass | undefined,
  { type, name }: School,
): readonly Cell[] {
  const quantity = derivedCell(units, 'exact', QUANTITY);
  if (found === undefined) return [quantity, NONE, NONE, NONE, NONE, saidCell(told.say.noTierFits(false))];
  const tax = taxed(found, vat, type, name);
  const cell = (amount: Money | undefined, says: string): Cell =>
    amount === undefined ? NONE : derivedCell(amount, 'pence', says);
  const each = quotient<'price'>('price', found.fee, units, 'price over its units');
  return [
    quantity,
    cell(found.fee, `what so many units cost ${name}, before VAT`),
    derivedCell(each, 'pence', 'the price over its units'),
    cell(tax?.withVat, 'the price with VAT'),
    cell(tax?.net, 'the price net of the VAT that the school gets back'),
    textCell(settledBy(found)),
  ];
}

/** What each service costs one school, as a member of each tier that it may join and as none, by how many it buys. */
export function schoolServicesReport(
  standing: Standing,
  projection: Projection,
  year: number,
  { school }: SchoolSaid,
): Report {
  const { model } = standing;
  const scenario = scenarioOf(standing);
  const customer = projection.membership.customerOf(school, year);
  const tiers = [...model.tiers].filter(([, { eligible }]) => fits(eligible, school.attributes));
  const buyers = [
    ...tiers.map(([id, terms]) => ({
      tier: id,
      label: `member${tiers.length === 1 ? '' : ` of ${called(terms, id)}`}`,
    })),
    { tier: undefined, label: 'not a member' },
  ];
  const rows = [...model.services].flatMap(([id, service]) =>
    buyers.flatMap(({ tier, label }) =>
      asksOf(service).map((units, i): Row => {
        const asked = { figure: `service.included.${id}`, year, ...whereSaid({ tier }) };
        const isFree = tier !== undefined && model.tiers.get(tier)?.includes.get(id) === 'unlimited';
        const included = isFree
          ? saidCell(told.say.unlimited(isFree))
          : askedCell({ projection, scenario }, asked, 'exact');
        const found = projection.services.prices.quote(id, { customer, tier }, units, year);
        const [name, unit] = [textCell(called(service, id)), textCell(service.unit)];
        return {
          id: `${id}.${tier ?? 'others'}.${i}`,
          role: 'line',
          level: 0,
          cells: [
            name,
            unit,
            textCell(label),
            included,
            ...(isFree ? INCLUDED : priceCells(found, units, service.vat, school)),
          ],
        };
      }),
    ),
  );
  const blocks = [
    without({
      kind: 'table',
      id: 'services',
      title: titled(`${school.name}: what each service costs`),
      columns: COLUMNS,
      rows,
      notes: pricing.say.whoBearsVat({ model, year }).concat(pricing.say.registersLater({ model, year })),
    }),
  ];
  return Report.of({
    id: 'price',
    title: titled(`${model.name}: prices of services for ${school.name}, ${yearLabel(model.calendar, year)}`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}

/** The one quantity that the prices of a tier charge by and a school does not say; undefined where it says all of them. */
function openIn({ price }: ListTier, customer: Customer): string | undefined {
  const asked = [...new Set(price.flatMap(chargedFor))];
  return asked.find((driver) => driver !== 'pupils' && customer.quantity(driver, 'count') === undefined);
}

/** What each tier of a price list costs one school, by how many units it buys where it does not say how many. */
export function listServicesReport(path: string, list: PriceList, { school }: SchoolSaid): Report {
  const pupils = (school.pupils.steps[0] as { value: Count }).value;
  const customer = customerOf(school, pupils);
  const rows = [...list.tiers].flatMap(([id, tier]) => {
    const driver = openIn(tier, customer);
    return (driver === undefined ? [ONE] : quantitiesOf(tier.price, driver)).map((units, i): Row => {
      const quantity = ((name, kind) =>
        name === driver && kind === 'count' ? units : customer.quantity(name, kind)) as Quantities;
      const found = quote(tier.price, { ...customer, quantity });
      const name = textCell(tier.name ?? id);
      const unit = textCell(driver === undefined ? '' : keyInWords(driver));
      return {
        id: `${id}.${i}`,
        role: 'line',
        level: 0,
        cells: [name, unit, NONE, NONE, ...priceCells(found, units, tier.vat, school)],
      };
    });
  });
  const table = without({
    kind: 'table',
    id: 'services',
    title: titled(`${school.name}: what so many units cost`),
    columns: COLUMNS,
    rows,
    notes: [],
  });
  return Report.of({
    id: 'price',
    title: titled(`${list.name}: price list`),
    basis: [...basis.say.priceList(path), ...basis.say.listPupils(list.pupils), ...basis.say.source(list.source)],
    blocks: [table],
  });
}
