import { keyInWords, whereSaid } from '../../language/index.js';
import { called, type Service, type VatClass, yearLabel } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { scenarioOf } from '../books/forecast.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { askedCell, NONE, saidCell, textCell } from '../page/cell.js';
import { type Cell, Report, type Row, type Show, type Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { cells as told } from '../sentences/cells.js';
import { pricing } from '../sentences/pricing.js';
import { without } from './price.js';

/** The class of VAT of a service; as agent that of the commission, and beside it that of the provider's own part. */
function classesOf(service: Service, vat: VatClass): string {
  const own = keyInWords(vat);
  if (service.kind === 'traded' || service.actsAs === 'principal' || service.providerVat === vat) return own;
  const theirs = service.providerVat === undefined ? 'none' : keyInWords(service.providerVat);
  return `${own}, provider: ${theirs}`;
}

/**
 * What a unit of each service costs members and others, before VAT and with it, and how many of them membership
 * includes.
 */
export function servicesReport(standing: Standing, projection: Projection, year: number): Report {
  const { model } = standing;
  const scenario = scenarioOf(standing);
  const row = (id: string, tier: string | undefined, label: string): Row => {
    const cell = (figure: string, show: Show = 'pence'): Cell =>
      askedCell({ projection, scenario }, { figure, year, ...whereSaid({ tier }) }, show);
    const service = model.services.get(id);
    const vat = service?.vat === undefined ? NONE : textCell(classesOf(service, service.vat));
    const name = called(service, id);
    const isFree = tier !== undefined && model.tiers.get(tier)?.includes.get(id) === 'unlimited';
    const prices = isFree
      ? [saidCell(told.say.included(isFree)), NONE, NONE]
      : [cell(`service.price.${id}`), vat, cell(`service.with_vat.${id}`)];
    const included = isFree ? saidCell(told.say.unlimited(isFree)) : cell(`service.included.${id}`, 'exact');
    return {
      id: `${id}.${tier ?? 'others'}`,
      role: 'line',
      level: 0,
      cells: [textCell(name), textCell(service?.unit ?? ''), textCell(label), included, ...prices],
    };
  };
  const rows = [...model.services.keys()].flatMap((id) => [
    ...[...model.tiers].map(([tier, terms]) =>
      row(id, tier, `members${model.tiers.size === 1 ? '' : ` of ${terms.name ?? tier}`}`),
    ),
    row(id, undefined, 'others'),
  ]);
  const includes = [...model.tiers.values()].flatMap((tier) => [...tier.includes.keys()]);
  const table: Table = {
    kind: 'table',
    id: 'services',
    title: titled('What a unit of each service costs'),
    columns: [
      { id: 'service', heading: 'Service', align: 'left' },
      { id: 'unit', heading: 'Unit', align: 'left' },
      { id: 'buyer', heading: 'For', align: 'left' },
      { id: 'included', heading: 'Included', align: 'right' },
      { id: 'price', heading: 'Price, £', align: 'right' },
      { id: 'vat', heading: 'VAT', align: 'left' },
      { id: 'with_vat', heading: 'With VAT, £', align: 'right' },
    ],
    rows,
    notes: [
      ...pricing.say.included(includes.length),
      ...pricing.say.whoBearsVat({ model, year }),
      ...pricing.say.registersLater({ model, year }),
    ],
  };
  const blocks = [without(table)];
  return Report.of({
    id: 'price',
    title: titled(`${model.name}: prices of services, ${yearLabel(model.calendar, year)}`),
    basis: basisOf(standing, blocks),
    blocks,
  });
}
