import { expect } from 'vitest';
import { MONTH_NAMES } from '../../src/language/index.js';
import { decisionCorrelation } from '../../src/report/sentences/chance.js';
import type { JsonBlock, JsonCell, JsonTable } from '../report/answers.js';
import { inScenario, isList, mapAt, type PlainMap } from './plain.js';

/** A sentence as JSON gives it. */
export interface JsonSentence {
  readonly name: string;
  readonly block?: string;
  readonly text: string;
  readonly amounts: readonly { readonly value: string | null; readonly unit: string }[];
}

/** A page of a model, and one of its sentences. */
export interface Page {
  readonly data: PlainMap;
  readonly argv: readonly string[];
  readonly blocks: readonly JsonBlock[];
  readonly sentence: JsonSentence;
  /** The names of all that the page says, and what the model's folder holds beside it. */
  readonly said?: readonly string[];
  readonly beside?: Readonly<Record<string, string>>;
}

export type Check = (page: Page) => void;

export const tableOf = ({ blocks, sentence }: Page): JsonTable =>
  blocks.find(({ id }) => id === sentence.block) as JsonTable;
export const amountIn = (cell: JsonCell | null | undefined): number =>
  cell?.value === undefined || cell.value === null ? Number.NaN : Number(cell.value);
export const row = (table: JsonTable, id: string): number[] =>
  (table.rows.find((each) => each.id === id)?.cells.slice(1) ?? []).map(amountIn);
export const known = (values: readonly number[]): number[] => values.filter((value) => !Number.isNaN(value));
export const column = (table: JsonTable, id: string): (JsonCell | null | undefined)[] => {
  const at = table.columns.findIndex((each) => each.id === id);
  return table.rows.map(({ cells }) => cells[at]);
};
export const textsOf = (page: Page): (string | undefined)[] =>
  tableOf(page).rows.flatMap(({ cells }) => cells.map((cell) => cell?.text));
export const amounts = ({ sentence }: Page): number[] =>
  sentence.amounts.map(({ value }) => (value === null ? Number.NaN : Number(value)));
export const words = (id: string): string => id.replace(/_/g, ' ');
export const each = (data: PlainMap, key: string): [string, PlainMap][] =>
  Object.entries(mapAt(data, key)).filter((entry): entry is [string, PlainMap] => entry[1] !== undefined);
/** The options of a model as it would stand under each of them. */
const optionsOf = ({ options, ...data }: PlainMap): PlainMap[] =>
  (options !== undefined && isList(options) ? options : []).map((name) =>
    name === 'base' ? data : inScenario(data, String(name)),
  );
const hasVat = (data: PlainMap): boolean => mapAt(data, 'tax').vat !== undefined;
const hasClass = (data: PlainMap): boolean =>
  [...each(data, 'tiers'), ...each(data, 'services'), ...each(data, 'contracts')].some(
    ([, { vat }]) => vat !== undefined,
  );
const isLateToRegister = (data: PlainMap): boolean => {
  const { from } = mapAt(data, 'tax', 'vat');
  return from !== undefined && from > String(mapAt(data, 'calendar').starts);
};
/**
 * Whether schools react in the model as it stands, and in each of its scenarios, which may bring a choice or take it
 * away.
 */
const reactingIn = (data: PlainMap): boolean[] => {
  const inScenario = (said: PlainMap): boolean => {
    const [added, removed] = [mapAt(said, 'add'), said.remove];
    if (Array.isArray(removed) && removed.includes('choice')) return false;
    return added.choice === undefined ? reacts(data) : reacts(added);
  };
  return [reacts(data), ...each(data, 'scenarios').map(([, said]) => inScenario(said))];
};
const reacts = (data: PlainMap): boolean => ['best_value', 'logit'].includes(String(mapAt(data, 'choice').rule));

/** The prices of tiers that a number with a range or states is written in, by itself. */
const drawnPrices = (data: PlainMap): string[] =>
  each(data, 'assumptions').flatMap(([name, { range, states }]) =>
    range !== undefined || states !== undefined
      ? each(data, 'tiers').flatMap(([tier, { price, also, uplift }]) =>
          new RegExp(`=[^,}]*\\b${name}\\b`).test(JSON.stringify([price, also, uplift])) ? tier : [],
        )
      : [],
  );

/** The lowest cash of each period, in whichever table of the page has it. */
const lowestIn = (blocks: readonly JsonBlock[]): number[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? row(block, 'cash.lowest') : []));

/** Every share of draws that a table shows. */
export const sharesIn = (page: Page): number[] =>
  known(
    tableOf(page).rows.flatMap(({ id, cells }) =>
      id.endsWith('.error') ? [] : cells.flatMap((cell) => (cell?.unit === 'rate' ? amountIn(cell) : [])),
    ),
  );

/**
 * A bound that an event keeps with 95% confidence where none of so many draws is one: it holds, and one a tenth lower
 * would not.
 */
function confident(draws: number, bound: number): void {
  expect((1 - bound) ** draws).toBeLessThanOrEqual(0.05 + 1e-6);
  expect((1 - 0.89 * bound) ** draws).toBeGreaterThan(0.05);
}

/**
 * The posts and periods that a sentence of days names, held against the days in the capacity statement of the page,
 * where it has one.
 */
function daysOf(page: Page, line: string): void {
  const { blocks, sentence, data } = page;
  const table = blocks.find(({ id }) => id === 'capacity');
  if (table?.kind !== 'table') return;
  const named = each(data, 'staff').filter(([id, { name }]) =>
    sentence.text.includes(typeof name === 'string' ? name : words(id)),
  );
  expect(named.length).toBeGreaterThan(0);
  const some = named.map(([id]) => row(table, `${line}.${id}`));
  table.columns.slice(1).forEach(({ heading }, i) => {
    if (sentence.text.includes(heading) || / in every (year|term|quarter|month)\./.test(sentence.text))
      expect(Math.max(...some.map((days) => days[i] ?? 0)), heading).toBeGreaterThan(0);
  });
}

/**
 * The posts and periods in which a post that says what happens when it is short has too few days of a kind: what is
 * promised is delivered first, then what is ordered, and then what else is asked for.
 */
function shortOf(page: Page, kind: 'promised' | 'ordered' | 'asked'): void {
  const { blocks, sentence, data } = page;
  daysOf(page, 'days.short');
  const table = blocks.find(({ id }) => id === 'capacity');
  if (table?.kind !== 'table') return;
  for (const [id, { name, when_short }] of each(data, 'staff')) {
    if (when_short === undefined) continue;
    const days = (line: string, i: number): number => row(table, `days.${line}.${id}`)[i] ?? 0;
    const isNamed = sentence.text.includes(typeof name === 'string' ? name : words(id));
    const found = table.columns.slice(1).map((_, i) => {
      let left = days('available', i) + days('associates', i);
      const lacking = { promised: 0, ordered: 0, asked: 0 };
      const asks = [
        ['promised', days('promised', i)],
        ['ordered', days('ordered', i)],
        ['asked', days('asked', i) - days('ordered', i)],
      ] as const;
      for (const [what, amount] of asks) {
        lacking[what] = Math.max(0, amount - left);
        left = Math.max(0, left - amount);
      }
      return lacking[kind];
    });
    expect(Math.max(...found) > 1e-6, id).toBe(isNamed);
  }
}

/** The members of the last ten pivotal rows say yes or no. */
const pivotalIn = (page: Page): (string | undefined)[] => column(tableOf(page), 'pivotal').map((cell) => cell?.text);

/** The assumptions of which a scenario that a state brings says another value. */
const broughtIn = (data: PlainMap): readonly string[] =>
  each(data, 'assumptions')
    .flatMap(([, { states }]) => each({ states }, 'states'))
    .flatMap(([, { scenario }]) => String(scenario ?? '').split('+'))
    .flatMap((name) => each(mapAt(data, 'scenarios', name), 'assumptions').map(([id]) => id));

/**
 * What each sentence of the register that a law holds claims, held against the figures of its page or against the
 * model's own text. The register says
 * `law` of those that stand here and of no others.
 */
export const CLAIMS: Readonly<Record<string, Check>> = {
  'basis.unchanged': ({ argv, data }) => {
    const at = argv.indexOf('--scenario');
    // A scenario that gives a reason and nothing else changes nothing; of one that repeats what stands in the base that
    // is a lint.
    if (at >= 0) expect(mapAt(data, 'scenarios')[argv[at + 1] as string]).toBeDefined();
    if (argv[0] !== 'solve') expect(argv).not.toContain('--set');
  },
  'basis.changed': ({ argv, sentence }) => {
    expect(argv.join(' ')).toMatch(/--scenario|--set/);
    expect(Number(sentence.amounts[0]?.value)).toBeGreaterThan(0);
  },
  'basis.beforeVat': ({ data, sentence }) => {
    expect(mapAt(data, 'tax', 'vat').registered).not.toBe('no');
    expect(hasVat(data)).toBe(true);
    expect(sentence.text.includes('when the company registers')).toBe(isLateToRegister(data));
  },
  'basis.unregistered': ({ data, blocks }) => {
    expect(mapAt(data, 'tax', 'vat').registered).toBe('no');
    for (const block of blocks) {
      if (block.kind !== 'table' || !block.columns.some(({ id }) => id === 'with_vat')) continue;
      const before = column(block, 'fee').every((cell) => cell === undefined) ? 'price' : 'fee';
      expect(column(block, 'with_vat').map(amountIn)).toEqual(
        column(block, 'with_vat').map((cell, i) =>
          cell?.value === undefined ? Number.NaN : amountIn(column(block, before)[i]),
        ),
      );
    }
  },
  'basis.noReturn': ({ data }) => expect([hasVat(data), hasClass(data)]).toEqual([false, true]),
  'basis.noVat': ({ data }) => expect([hasVat(data), hasClass(data)]).toEqual([false, false]),
  'books.shortYear': ({ data, sentence }) => {
    const { starts, year_starts } = mapAt(data, 'calendar');
    const at = (MONTH_NAMES as readonly unknown[]).indexOf(year_starts) + 1;
    const short = (12 - ((Number(String(starts).slice(5)) - at + 12) % 12)) % 12;
    expect(short).toBeGreaterThan(0);
    expect(sentence.text).toContain(short === 1 ? ' has one month, ' : ` has ${short} months, `);
  },
  'books.free': ({ data }) => expect(each(data, 'capital').length).toBeGreaterThan(0),
  'books.cashRunsOut': ({ blocks }) => expect(Math.min(...known(lowestIn(blocks)))).toBeLessThan(0),
  'books.lowestCash': (page) => expect(amounts(page)[0]).toBeCloseTo(Math.min(...known(lowestIn(page.blocks))), 2),
  'books.cashUnknown': (page) => expect(row(tableOf(page), 'cash.lowest').some(Number.isNaN)).toBe(true),
  'books.noPolicy': (page) =>
    expect(tableOf(page).rows.some(({ id }) => /^reserves\.(policy|risks|headroom)/.test(id))).toBe(false),
  'books.noDays': (page) => expect(tableOf(page).rows).toEqual([]),
  'books.associates': (page) => daysOf(page, 'days.associates'),
  'books.shortAndDelivered': (page) => {
    daysOf(page, 'days.short');
    expect(each(page.data, 'staff').some(([, post]) => post.days !== undefined && post.when_short === undefined)).toBe(
      true,
    );
  },
  'books.shortAndUnmet': (page) => shortOf(page, 'asked'),
  'books.shortAndOrdered': (page) => shortOf(page, 'ordered'),
  'books.shortAndPromised': (page) => shortOf(page, 'promised'),
  'chance.none': (page) => {
    expect(sharesIn(page)).toContain(0);
    const [draws = 0, bound = 0] = amounts(page);
    confident(draws, bound);
  },
  'chance.all': (page) => {
    expect(sharesIn(page)).toContain(1);
    const found = amounts(page);
    confident(found.length > 1 ? (found[0] as number) : 1, 1 - (found.at(-1) as number));
  },
  'chance.few': (page) => expect(sharesIn(page).some((share) => share > 0 && share < 0.0005)).toBe(true),
  'chance.nearlyAll': (page) => expect(sharesIn(page).some((share) => share < 1 && share >= 0.9995)).toBe(true),
  'chance.policy': ({ data }) => expect(mapAt(data, 'reserves', 'policy').months_of_cost).toBeDefined(),
  'chance.outsideMiddle': (page) => {
    const table = tableOf(page);
    if (!table.columns.some(({ id }) => id === 'p25')) return;
    const of = (id: string): number[] => column(table, id).map(amountIn);
    const [modelled, low, high] = [of('modelled'), of('p25'), of('p75')];
    table.rows.forEach(({ id, cells }, i) => {
      if (id.endsWith('.error')) return;
      const label = String(cells[0]?.text);
      const isOutside =
        (modelled[i] as number) > (high[i] as number) + 0.005 || (modelled[i] as number) < (low[i] as number) - 0.005;
      expect(label.endsWith(' *'), label).toBe(isOutside);
    });
  },
  'chance.fixed': ({ data, sentence }) => {
    const said = sentence.text.replace(/^.*: /, '').replace(/\.$/, '').split(', ');
    const all = each(data, 'assumptions');
    const moved = new Set(all.flatMap(([id, { range, states }]) => ((range ?? states) === undefined ? [] : id)));
    for (const id of broughtIn(data)) moved.add(id);
    // What is worked out of one that varies varies with it.
    for (const _ of all)
      for (const [id, { value }] of all)
        if ([...moved].some((other) => new RegExp(`^=.*\\b${other}\\b`).test(JSON.stringify(value).replace(/"/g, ''))))
          moved.add(id);
    expect(said.sort()).toEqual(all.flatMap(([id]) => (moved.has(id) ? [] : words(id))).sort());
  },
  'chance.decisions': (page) => expect(amounts(page)[0]).toBeGreaterThan(0),
  'chance.independent': ({ data }) =>
    expect(each(data, 'assumptions').some(([, { range, states }]) => range !== undefined || states !== undefined)).toBe(
      true,
    ),
  'chance.togetherAsStated': ({ data }) => expect(mapAt(data, 'uncertainty').rank_correlation).toBeDefined(),
  'chance.oneAtATime': ({ data }) => expect(mapAt(data, 'uncertainty').rank_correlation).toBeDefined(),
  'chance.correlated': (page) => {
    const [stated = 0, decided = 0] = amounts(page);
    expect(decided).toBeCloseTo(decisionCorrelation(stated), 5);
    expect(decided).toBeLessThanOrEqual(stated);
  },
  'chance.uncorrelated': ({ data }) => expect([undefined, '0%', '0']).toContain(mapAt(data, 'uncertainty').correlation),
  'chance.rolls': ({ data }) => expect(mapAt(data, 'uncertainty').rolls).toBeDefined(),
  'coalition.noSet': (page) =>
    expect(Math.max(...row(tableOf(page), 'none'), ...row(tableOf(page), 'all'))).toBeLessThan(0),
  'coalition.noneNeeded': (page) => expect(row(tableOf(page), 'none')[0]).toBeGreaterThanOrEqual(0),
  'coalition.deficitAnyway': ({ blocks }) =>
    expect(row(blocks.find(({ id }) => id === 'coalition') as JsonTable, 'surplus')[0]).toBeLessThan(0),
  'coalition.nonePivotal': (page) => expect(pivotalIn(page)).not.toContain('yes'),
  'coalition.onePivotal': (page) => expect(pivotalIn(page).filter((text) => text === 'yes').length).toBe(1),
  'coalition.somePivotal': (page) =>
    expect(pivotalIn(page).filter((text) => text === 'yes').length).toBe(Math.min(25, amounts(page)[0] as number)),
  'breakEven.several': (page) =>
    expect(tableOf(page).rows.some(({ id }) => /\.([2-9]|beyond\.1)$/.test(id))).toBe(true),
  'breakEven.noneNeeded': (page) =>
    expect(column(tableOf(page), 'when').some((cell) => cell?.text === 'none needed')).toBe(true),
  'breakEven.notYet': (page) =>
    expect(column(tableOf(page), 'when').some((cell) => cell?.text === 'not yet')).toBe(true),
  'breakEven.views': (page) => expect(tableOf(page).columns.length).toBeGreaterThan(2),
  'breakEven.badDebts': ({ data }) => expect(JSON.stringify(data)).toContain('bad_debt'),
  'moving.noRange': (page) =>
    expect(column(tableOf(page), 'assumption').some((cell) => cell?.text?.endsWith(' *'))).toBe(true),
  'moving.still': (page) => {
    const [low, high] = [column(tableOf(page), 'low').map(amountIn), column(tableOf(page), 'high').map(amountIn)];
    const base = low.at(-1);
    tableOf(page).rows.forEach(({ id, role }: { id: string; role?: string }, i) => {
      if (role !== 'total' && page.sentence.text.split(/: |, |\./).includes(words(id)))
        expect([low[i], high[i]], id).toEqual([base, base]);
    });
  },
  'moving.noneBelow': (page) => expect(Math.min(...known(cellsIn(page)))).toBeGreaterThanOrEqual(0),
  'moving.allBelow': (page) => expect(Math.max(...known(cellsIn(page)))).toBeLessThan(0),
  'moving.someBelow': (page) =>
    expect(amounts(page)).toEqual([
      known(cellsIn(page)).filter((value) => value < 0).length,
      known(cellsIn(page)).length,
    ]),
  'moving.impossible': (page) => {
    const texts = tableOf(page).rows.flatMap(({ cells }) => cells.slice(1).map((cell) => cell?.text));
    expect(amounts(page).slice(0, 2)).toEqual([texts.filter((text) => text === 'no model').length, texts.length]);
  },
  'assumptions.noneMoves': ({ blocks }) =>
    expect(
      known(column(blocks.find(({ id }) => id === 'effects') as JsonTable, 'swing').map(amountIn)).every(
        (swing) => swing === 0,
      ),
    ).toBe(true),
  'assumptions.allGood': ({ blocks, sentence }) =>
    expect(blocks.some(({ id, kind }) => id === sentence.block && kind === 'table')).toBe(false),
  'assumptions.noRange': (page) =>
    expect(column(tableOf(page), 'range').some((cell) => cell?.text?.endsWith(' *'))).toBe(true),
  'reactions.none': ({ data, argv }) => {
    if (argv[0] === 'compare') expect(reactingIn(data)).not.toContain(true);
    else if (!argv.includes('--scenario')) expect(reacts(data)).toBe(false);
  },
  'reactions.noneIn': ({ data }) => {
    expect(reactingIn(data)).toContain(true);
    expect(reactingIn(data)).toContain(false);
  },
  'reactions.varied': ({ data, argv }) => {
    expect(reacts(data)).toBe(false);
    if (argv[0] !== 'assumptions') expect(drawnPrices(data).length).toBeGreaterThan(0);
  },
  'reactions.held': ({ data }) => expect(reacts(data)).toBe(true),
  // On a page of options the tiers of any of them count.
  'worth.judged': ({ data, argv }) => {
    const judged = [data, ...(argv[0] === 'sustainability' ? optionsOf(data) : [])];
    expect(Math.max(...judged.map((model) => each(model, 'tiers').length))).toBeGreaterThan(1);
  },
  'worth.noService': (page) => expect(tableOf(page).rows).toEqual([]),
  'worth.included': (page) => expect(tableOf(page).rows.length).toBeGreaterThan(0),
  'obligations.unclear': (page) => expect(textsOf(page).some((text) => text?.startsWith('UNCLEAR'))).toBe(true),
  'obligations.unknown': (page) => expect(textsOf(page).some((text) => text?.startsWith('unknown'))).toBe(true),
  'worth.restBelowZero': (page) =>
    expect(tableOf(page).rows.some(({ cells }) => cells.some((cell) => amountIn(cell) < 0))).toBe(true),
  'worth.unlimited': (page) => expect(textsOf(page)).toContain('any'),
  'worth.noPriceElsewhere': (page) => expect(textsOf(page)).toContain('no price'),
  'worth.groupsCount': ({ data }) => expect(Object.keys(mapAt(data, 'schools', 'groups'))).not.toEqual([]),
  'pricing.typicalWithoutPrice': (page) => expect(textsOf(page)).toContain('no price'),
  'pricing.typicalNotKnown': (page) => expect(textsOf(page)).toContain('not known'),
  'worth.loseUnknown': (page) => expect(tableOf(page).rows).toEqual([]),
  'worth.noneLoses': (page) => expect(tableOf(page).rows).toEqual([]),
  'worth.othersLose': (page) => expect(tableOf(page).rows.length).toBeGreaterThan(0),
  'pricing.takes': (page) => expect(tableOf(page).columns.some(({ id }) => id === 'takes')).toBe(true),
  'pricing.noneTakes': (page) => expect(tableOf(page).columns.some(({ id }) => id === 'takes')).toBe(false),
  'pricing.included': ({ data }) =>
    expect(each(data, 'tiers').some(([, { includes }]) => includes !== undefined)).toBe(true),
  'pricing.whoBearsVat': ({ data }) =>
    expect(each(data, 'services').some(([, { vat }]) => vat === 'standard')).toBe(true),
  'pricing.net': ({ data, sentence }) => expect(mapAt(data, 'tiers', String(sentence.block)).vat).toBeDefined(),
  'pricing.once': (page) =>
    expect(column(tableOf(page), 'joining').some((cell) => cell?.value !== undefined)).toBe(true),
  'compare.tiers': (page) => expect(tableOf(page).rows.some(({ id }) => id === 'tiers')).toBe(true),
  'compare.joined': (page) =>
    expect(tableOf(page).rows.some(({ cells }) => cells.some((cell) => cell?.text?.startsWith('with ')))).toBe(true),
  'options.allSeated': (page) =>
    expect(column(tableOf(page), 'seats').every((cell) => Number(cell?.value ?? cell?.text) !== 0)).toBe(true),
  'options.unseated': (page) =>
    expect(column(tableOf(page), 'seats').some((cell) => Number(cell?.value ?? cell?.text) === 0)).toBe(true),
  'options.noSeats': ({ blocks }) =>
    expect(blocks.some(({ id, kind }) => id === 'seats' && kind === 'table')).toBe(false),
  'consultation.everybody': (page) => expect(tableOf(page).rows).toEqual([]),
  'consultation.assumed': (page) => expect(tableOf(page).rows.length).toBeGreaterThan(0),
};

/** The figures of a table, but for its total. */
export const cellsIn = (page: Page): number[] =>
  tableOf(page).rows.flatMap(({ id, cells }) => (id === 'modelled' ? [] : cells.slice(1).map(amountIn)));

/** What must stand on a page whose figures ask for it: the other direction of a claim. */
export function mustStand(
  argv: readonly string[],
  blocks: readonly JsonBlock[],
  names: ReadonlySet<string>,
  data: PlainMap,
): void {
  if (argv[0] === 'simulate' && !argv.includes('--draw') && !reacts(data) && drawnPrices(data).length > 0)
    expect(names.has('reactions.varied')).toBe(true);
  if (argv[0] === 'forecast')
    expect(names.has('books.cashRunsOut')).toBe(known(lowestIn(blocks)).some((value) => value < 0));
  const likely = blocks.find(({ id }) => id === 'likely');
  if (likely?.kind === 'table') {
    const page = { data: {}, argv, blocks, sentence: { name: '', block: 'likely', text: '', amounts: [] } };
    const shares = sharesIn(page);
    if (shares.includes(0)) expect(names.has('chance.none')).toBe(true);
    if (shares.includes(1)) expect(names.has('chance.all')).toBe(true);
  }
}
