import { inWords } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import { type Asking, isSpread, type Model, type Quantity, quantityIn, type Service } from '../../model/index.js';
import { textCell } from '../page/cell.js';
import type { Cell, Row, Show, Table } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { results } from '../sentences/asking.js';

/** Who asks, with the figure of what one of them asks for on average. */
const WHO = [
  ['perMember', 'members', 'service.per_member'],
  ['perOther', 'other schools', 'service.per_other'],
] as const;

/**
 * What a school asks for of each service, where any of them says more than one number: on average, and how that is
 * spread over whole units and kinds of school.
 */
export function demandTable(
  model: Model,
  year: number,
  label: string,
  cell: (figure: string, show: Show) => Cell,
): Table | undefined {
  const all = [...model.services];
  if (!all.some(([, { demand }]) => WHO.some(([who]) => isUneven(demand[who])))) return undefined;
  const rows = all.flatMap(([id, service]) => rowsOf(id, service, model, year, cell));
  return {
    kind: 'table',
    id: 'demand',
    title: titled(`What a school asks for in ${label}`),
    columns: [
      { id: 'service', heading: 'Service', align: 'left' },
      { id: 'average', heading: 'On average', align: 'right' },
      { id: 'unit', heading: 'Unit', align: 'left' },
      { id: 'spread', heading: 'How it is spread', align: 'left' },
    ],
    rows,
    notes: results.say.demand(),
  };
}

function rowsOf(
  id: string,
  { name, unit, demand }: Service,
  model: Model,
  year: number,
  cell: (figure: string, show: Show) => Cell,
): Row[] {
  return WHO.flatMap(([who, words, figure]): Row[] => {
    const said = demand[who].flatMap((each) => {
      const quantity = quantityIn(each.quantity, year, model.calendar);
      return quantity === undefined ? [] : [{ each, quantity }];
    });
    if (said.length === 0) return [];
    const spread = said.map(({ each, quantity }) => [...kindWords(each), quantityWords(quantity)].join(' '));
    const isShown = said.length > 1 || said.some(({ each, quantity }) => each.when !== undefined || isSpread(quantity));
    const cells = [
      textCell(`${name ?? keyInWords(id)}, ${words}`),
      cell(`${figure}.${id}`, 'exact'),
      textCell(unit),
      textCell(isShown ? spread.join('; ') : ''),
    ];
    return [{ id: `${id}.${who === 'perMember' ? 'members' : 'others'}`, role: 'line', level: 0, cells }];
  });
}

const isUneven = (all: readonly Asking[]): boolean =>
  all.length > 1 ||
  all.some(({ when, quantity }) => when !== undefined || quantity.steps.some(({ value }) => isSpread(value)));

/** `0 for 40%, 1 for 60%`, or so many units. */
function quantityWords(quantity: Quantity): string {
  if (!isSpread(quantity)) return inWords(quantity);
  return quantity.parts.map(({ units, share }) => `${inWords(units)} for ${inWords(share)}`).join(', ');
}

/** `primary or special:`, `sixth form yes:`. */
function kindWords({ when }: Asking): readonly string[] {
  if (when === undefined) return [];
  const said = [...when].map(([key, values]) =>
    key === 'phase' || key === 'type'
      ? values.map(keyInWords).join(' or ')
      : `${keyInWords(key)} ${values.map(keyInWords).join(' or ')}`,
  );
  return [`${said.join(', ')}:`];
}
