import { expect } from 'vitest';
import type { JsonTable } from '../report/answers.js';
import { isMap, mapAt, type PlainMap } from './plain.js';
import { amountIn, amounts, type Check, column, each, known, type Page, row, tableOf, words } from './sentences.js';

/* Sentences that repeat the model, the command line or what was sought: held against the text of these. */

const tableNamed = ({ blocks }: Page, id: string): JsonTable | undefined =>
  blocks.find((block): block is JsonTable => block.kind === 'table' && block.id === id);
const rule = ({ data }: Page): string => String(mapAt(data, 'choice').rule);
const hasRule =
  (...rules: readonly string[]): Check =>
  (page) => {
    // Of a page of two models one may have a choice that the other has not.
    if (page.argv[0] !== 'diff') expect(rules).toContain(rule(page));
  };
/** What prices are paid by several schools together, by which attribute and how charged. */
const groupsIn = ({ data }: Page): readonly { readonly by?: string; readonly charge?: string }[] =>
  [...JSON.stringify(data).matchAll(/"group":(\{[^}]*\}|"[^"]*")/g)].map(([, said]) => {
    const group: unknown = JSON.parse(said as string);
    return typeof group === 'string' ? { by: group } : (group as { by?: string; charge?: string });
  });
const becauseOf = ({ data, sentence }: Page): void => {
  const reasons = each(data, 'scenarios').flatMap(([, { because }]) => (typeof because === 'string' ? because : []));
  const ends = ['the model without any scenario', 'the scenario gives no reason', ...reasons];
  expect(
    ends.some((end) => sentence.text.endsWith(`: ${end}.`)),
    sentence.text,
  ).toBe(true);
};
/** Whether some service, or something that members have together, is without a price elsewhere. */
const hasUnpriced = (data: PlainMap): boolean =>
  each(data, 'services').some(([, { alternative }]) => alternative === undefined) ||
  each(data, 'tiers').some(([, tier]) => each(tier, 'collective').some(([, { worth }]) => worth === undefined));

/** An amount as written, or as the assumption that it names has it. */
const writtenAmount = (data: PlainMap, said: unknown): number => {
  const [, name] = /^=(\w+)$/.exec(String(said)) ?? [];
  const value = name === undefined ? said : mapAt(data, 'assumptions', name).value;
  return Number(String(value).replace(/_/g, ''));
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** What a sentence says that a school does, by the key of the model that says so, with the month where it names one. */
const DOES: readonly (readonly [said: RegExp, key: string])[] = [
  [/\bopens in (\w{3}) (\d{4})/, 'opens'],
  [/\bcloses in (\w{3}) (\d{4})/, 'closes'],
  [/\bbecomes a member in (\w{3}) (\d{4})/, 'member_from'],
  [/\bsays in (\w{3}) (\d{4}) that it leaves/, 'leaves'],
];
/** The schools of a model that stand in it one by one, and its groups of some schools. */
const schoolsIn = (data: PlainMap): [string, PlainMap][] =>
  ['named', 'groups']
    .flatMap((key) => each(mapAt(data, 'schools'), key))
    .filter(([, { count }]) => Number(count) !== 0);
/** The company year of a year or a month as it is written. */
const yearOf = (data: PlainMap, said: string): number => {
  const [year = 0, month] = said.split('-').map(Number);
  const starts = MONTHS.findIndex((each) => String(mapAt(data, 'calendar').year_starts).startsWith(each));
  return month === undefined || month > starts ? year : year - 1;
};
/** The years from which a school is said to have no pupils, where it has some in others. */
const emptyFrom = (data: PlainMap, { pupils }: PlainMap): number[] => {
  const said = isMap(pupils) ? Object.entries(pupils) : [];
  const none = said.filter(([, many]) => writtenAmount(data, many) === 0).map(([since]) => yearOf(data, since));
  return none.length < said.length ? none : [];
};
/** Each school that a sentence names does in the model, in that month or year, what it is said to do. */
function livesOf({ data, sentence }: Page): void {
  const named = schoolsIn(data);
  const said = sentence.text.replace(/^.*?: /, '').split('; ');
  for (const part of said) {
    const school = named.find(([id, { name }]) => part.startsWith(`${String(name ?? words(id))} `))?.[1];
    if (school === undefined) continue;
    const [, nil] = /\bhas no pupils in (\d{4})/.exec(part) ?? [];
    if (nil !== undefined)
      expect(
        emptyFrom(data, school).some((year) => year <= Number(nil)),
        part,
      ).toBe(true);
    for (const [pattern, key] of DOES) {
      const [, month = '', year] = pattern.exec(part) ?? [];
      if (year !== undefined)
        expect(String(school[key]), part).toContain(`${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}`);
    }
  }
  const told = named.filter(([id, { name }]) => said.some((part) => part.startsWith(`${String(name ?? words(id))} `)));
  expect(told.length).toBeGreaterThan(0);
}
const isEmptyOf =
  (id: string): Check =>
  (page) =>
    expect(tableNamed(page, id)).toBeUndefined();
const noNumbers: Check = (page) => {
  const block = page.blocks.find(({ id }) => id === page.sentence.block);
  if (block?.kind === 'table')
    expect(
      block.rows.some(({ cells }) => cells.slice(1).every((cell) => cell === null || cell.value === undefined)),
    ).toBe(true);
};

/** The same as `CLAIMS` of sentences.ts. */
export const TOLD_CLAIMS: Readonly<Record<string, Check>> = {
  'basis.draw': ({ argv }) => expect(argv).toContain('--draw'),
  'basis.assigned': hasRule('assigned'),
  'basis.bestValue': hasRule('best_value'),
  'basis.byShares': hasRule('logit'),
  'basis.inputs': (page) => {
    const [total = 0, ...parts] = amounts(page);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
    expect(Math.min(...parts)).toBeGreaterThan(0);
  },
  'consultation.answers': (page) => {
    const table = page.blocks.find(
      (block): block is JsonTable =>
        block.kind === 'table' && block.columns.some(({ heading }) => heading === 'Answered'),
    ) as JsonTable;
    const { id = '' } = table.columns.find(({ heading }) => heading === 'Answered') ?? {};
    const [all] = known(column(table, id).map(amountIn).slice(-1));
    expect(all).toBeLessThanOrEqual(amounts(page)[0] as number);
  },
  'consultation.replaced': ({ beside = {}, sentence }) => {
    const rows = Object.values(beside).flatMap((text) => text.trim().split('\n').slice(1));
    const schools = new Set(rows.map((line) => line.split(',')[0]));
    expect(Number(sentence.amounts[0]?.value)).toBe(rows.length - schools.size);
  },
  'obligations.untested': ({ blocks, sentence }) => {
    const [title, where] = (sentence.text.split(': ')[0] as string).split(', in ');
    for (const block of blocks) {
      if (block.kind !== 'table') continue;
      const titles = block.rows.map(({ cells }) => cells[0]?.text);
      const isHere = where === undefined || where.split(' and ').includes(words(block.id.replace('figures_', '')));
      if (block.id.startsWith('figures_') && isHere) expect(titles).not.toContain(title);
      if (block.id.startsWith('results') && where === undefined) expect(titles).not.toContain(title);
    }
  },
  'coalition.nobody': isEmptyOf('coalition'),
  'coalition.unknown': isEmptyOf('coalition'),
  'chance.surplusUnknown': isEmptyOf('even_odds'),
  'chance.unknown': noNumbers,
  'chance.cashUnknown': isEmptyOf('cash_runs_out'),
  'chance.reservesUnknown': isEmptyOf('draws'),
  'chance.nothingDrawn': ({ data }) =>
    expect(each(data, 'assumptions').some(([, { range, states }]) => range !== undefined || states !== undefined)).toBe(
      false,
    ),
  'chance.nobodyOut': isEmptyOf('out'),
  'chance.tooFew': (page) => {
    const of = page.blocks.find(({ id }) => id === 'spread');
    expect(of?.kind === 'table' ? of.rows.map(({ id }) => id) : []).toEqual(['all']);
    expect(Number(page.argv[page.argv.indexOf('--draws') + 1])).toBeLessThan(Number(page.sentence.amounts[0]?.value));
  },
  'worth.nothingKnown': (page) => {
    const table = page.blocks.find(({ id }) => id === page.sentence.block);
    const ids = table?.kind === 'table' ? table.columns.map(({ id }) => id) : [];
    expect(ids).not.toContain(page.sentence.text.startsWith('Against what schools pay') ? 'today' : 'typical');
  },
  'worth.collective': ({ data, sentence }) => {
    const goods = each(data, 'tiers').flatMap(([, tier]) => each(tier, 'collective'));
    const good = goods.find(([id, { name }]) => sentence.text.startsWith(`${String(name ?? words(id))}: `))?.[1];
    expect(good).toBeDefined();
    const [worth] = sentence.amounts;
    expect(worth === undefined ? undefined : Number(worth.value)).toEqual(
      good?.worth === undefined ? undefined : writtenAmount(data, good.worth),
    );
  },
  'worth.tierWorth': ({ data, sentence }) =>
    expect(each(data, 'tiers').map(([, { worth }]) => writtenAmount(data, worth))).toContain(
      Number(sentence.amounts[0]?.value),
    ),
  'worth.withoutPrice': ({ data }) => expect(hasUnpriced(data)).toBe(true),
  'worth.membersOf': ({ data, sentence }) =>
    expect(
      each(data, 'tiers').some(([id, { name }]) => sentence.text === `Members: of ${String(name ?? words(id))}.`),
    ).toBe(true),
  'pricing.servicesTogether': ({ data }) => expect(each(data, 'services').length).toBeGreaterThan(0),
  'pricing.asAgent': ({ data }) => expect(JSON.stringify(data.services)).toContain('"agent"'),
  'pricing.unassigned': ({ data, sentence }) => {
    // A school that stands for several counts as all of them.
    const schools = ['named', 'groups'].flatMap((kind) => each(mapAt(data, 'schools'), kind));
    const counts = schools.flatMap(([, { tier, count = '1' }]) => (tier === undefined ? Number(count) : []));
    expect(Number(sentence.amounts[0]?.value)).toBe(counts.reduce((all, count) => all + count, 0));
  },
  'moving.noAssumptions': ({ data }) => expect(each(data, 'assumptions')).toEqual([]),
  'moving.changesSign': (page) => {
    const table = tableOf(page);
    const [low, high] = [column(table, 'low').map(amountIn), column(table, 'high').map(amountIn)];
    table.rows.forEach(({ id }, i) => {
      if ((low[i] as number) * (high[i] as number) < 0) expect(page.sentence.text).toContain(words(id));
    });
  },
  'moving.lastDigit': (page) => expect(tableOf(page).rows.length).toBeGreaterThan(0),
  'moving.noneInRange': (page) => {
    const block = page.blocks.find(({ id }) => id === page.sentence.block);
    const named = page.sentence.text.replace('None in range: ', '').replace(/\.$/, '').split(', ');
    if (block?.kind === 'table') for (const { cells } of block.rows) expect(named).not.toContain(cells[0]?.text);
  },
  'moving.dialNoRange': ({ data, sentence }) => {
    const id = sentence.text.split(':')[0];
    expect(each(data, 'assumptions').find(([key]) => words(key) === id)?.[1].range).toBeUndefined();
  },
  'options.named': becauseOf,
  'appraisal.option': becauseOf,
  'appraisal.unknownToday': (page) => {
    const rows = tableNamed(page, 'values')?.rows ?? tableOf(page).rows;
    expect(rows.some(({ cells }) => cells.slice(1).some((cell) => cell?.value === null))).toBe(true);
  },
  'groups.oneBuyer': (page) =>
    expect(
      groupsIn(page).some(
        ({ by }) => by !== undefined && page.sentence.text.startsWith(`Schools of one ${words(by)} `),
      ),
    ).toBe(true),
  // Schools of one trust decide together unless the model says otherwise.
  'groups.sharedDraw': ({ data }) => expect(mapAt(data, 'uncertainty').decide_together).not.toBe('none'),
  'groups.askedOneByOne': ({ data }) => expect(mapAt(data, 'uncertainty').decide_together).not.toBe('none'),
  // Schools that pay one price decide together unless the model says otherwise.
  'groups.expectedTogether': (page) => {
    const said = mapAt(page.data, 'uncertainty').decide_together;
    for (const { by } of groupsIn(page)) if (said !== undefined) expect(JSON.stringify(said)).toContain(by);
    expect(groupsIn(page).length).toBeGreaterThan(0);
  },
  'groups.tierByTier': ({ data }) => expect(Object.keys(mapAt(data, 'tiers')).length).toBeGreaterThan(1),
  'groups.expectedApart': (page) => expect(groupsIn(page).length).toBeGreaterThan(0),
  'groups.correlated': ({ data }) => expect(mapAt(data, 'uncertainty').correlation).toBeDefined(),
  'lives.comings': (page) => livesOf(page),
  'lives.partOfYear': (page) => livesOf(page),
  'lives.notOpen': (page) => {
    const [many = 0] = amounts(page);
    const mayBeShut = schoolsIn(page.data).filter(
      ([, { opens, closes, pupils }]) => (opens ?? closes) !== undefined || isMap(pupils),
    );
    expect(many).toBeGreaterThan(0);
    expect(many).toBeLessThanOrEqual(
      mayBeShut.reduce((sum, [, { count }]) => sum + Number(String(count ?? 1).replace(/_/g, '')), 0),
    );
  },
  'lives.shut': ({ data, sentence }) => {
    const [, id = '', closed, opens] =
      /^(.+) is not open in .*?(?:: it closes in (.+?)|: it opens in (.+?))?\. The figure/.exec(sentence.text) ?? [];
    const [, said] = schoolsIn(data).find(([key, { name }]) => String(name ?? words(key)) === id) ?? [];
    expect([
      said?.closes !== undefined || isMap(said?.pupils),
      said?.opens !== undefined || isMap(said?.pupils),
    ]).toContain(true);
    if (closed !== undefined) expect(said?.closes).toBeDefined();
    if (opens !== undefined) expect(said?.opens).toBeDefined();
  },
  'chance.noDecisions': (page) => {
    expect(page.said).not.toContain('chance.decisions');
    const labels = tableNamed(page, 'spread')?.rows.map(({ cells }) => cells[0]?.text) ?? [];
    expect(labels).not.toContain('which schools join');
  },
  'design.impossible': (page) => {
    const rows = tableOf(page).rows.map(({ id, cells }) => ({
      id,
      tried: (cells.find((cell) => cell?.text?.includes('; ') === true)?.text ?? '').split('; '),
    }));
    const of = (key: string) => rows.filter(({ id }) => id.split('.').at(-1) === key);
    const [caps, floors] = [of('cap'), of('floor')];
    if (caps.length !== 1 || floors.length !== 1) return;
    const numbers = ([row]: typeof rows): number[] => (row?.tried ?? []).map((text) => Number(text.replace(/,/g, '')));
    const crossed = numbers(caps).flatMap((cap) => numbers(floors).filter((floor) => cap < floor)).length;
    const others = rows.filter((row) => !caps.includes(row) && !floors.includes(row));
    const all = others.reduce((product, { tried }) => product * Math.max(1, tried.length), crossed);
    expect(amounts(page)[0]).toBeGreaterThanOrEqual(all);
    expect(all).toBeGreaterThan(0);
  },
  'diff.inputs': (page) => {
    const rows = (tableNamed(page, 'inputs')?.rows ?? []).filter(({ cells }) =>
      cells.slice(1).some((cell) => cell !== null),
    );
    if (!rows.some(({ id }) => id.startsWith('more.'))) expect(rows.length).toBe(amounts(page)[0]);
  },
  'diff.fails': (page) =>
    expect(tableNamed(page, 'promises')?.rows.length ?? 0).toBeGreaterThanOrEqual(amounts(page)[0] as number),
  'diff.holds': (page) =>
    expect(tableNamed(page, 'promises')?.rows.length ?? 0).toBeGreaterThanOrEqual(amounts(page)[0] as number),
  'diff.idle': (page) => expect(tableOf(page).rows.length).toBeGreaterThan(0),
  'assumptions.untold': ({ blocks, sentence }) => {
    const evidence = blocks.find((block): block is JsonTable => block.kind === 'table' && block.id === 'evidence');
    const named = sentence.text.split(': ')[1]?.replace(/\.$/, '').split(', ') ?? [];
    for (const { cells } of evidence?.rows ?? [])
      if (named.includes(cells[0]?.text ?? '')) expect(cells[1]?.said).not.toBe('cells.good');
  },
  'assumptions.noneKnown': ({ blocks }) => {
    const effects = blocks.find((block): block is JsonTable => block.kind === 'table' && block.id === 'effects');
    expect(known(column(effects as JsonTable, 'swing').map(amountIn))).toEqual([]);
  },
  'tools.verdict': ({ blocks, sentence }) => {
    const table = blocks.find((block): block is JsonTable => block.kind === 'table' && block.id === 'checked');
    if (!sentence.text.startsWith('Does it balance?') || table === undefined) return;
    expect(sentence.text.includes('Yes')).toBe(table.rows.some(({ cells }) => cells[1]?.text === 'yes'));
  },
  'titles.worthNotKnown': (page) => expect(page.blocks.find(({ id }) => id === page.sentence.block)?.kind).toBe('text'),
  'titles.rest': (page) => {
    const table = tableOf(page);
    const figures = table.rows.some(({ id }) => id === 'rest')
      ? row(table, 'rest')
      : column(table, 'rest').map(amountIn);
    expect(known(figures).length).toBeGreaterThan(0);
    expect(hasUnpriced(page.data)).toBe(true);
  },
  'titles.capped': (page) => expect(Math.max(...known(row(tableOf(page), 'tier.cap_takes')))).toBeGreaterThan(0),
  'titles.uncapped': (page) => expect(tableOf(page).rows.map(({ id }) => id)).not.toContain('tier.cap_takes'),
  'titles.noTariff': (page) => expect(missedIn(page)).not.toContain('none'),
  'titles.nearest': (page) => expect(missedIn(page)).not.toContain('none'),
  'titles.frontier': ({ argv }) => expect(argv).not.toContain('--limit'),
  'titles.meeting': (page) => expect(new Set(missedIn(page))).toEqual(new Set(['none'])),
  'titles.emptied': (page) => {
    const rows = (tableNamed(page, 'outcomes') as JsonTable).rows.filter(({ id }) => /^\d+$/.test(id));
    const empty = rows.filter(({ cells }) => cells[0]?.text?.endsWith('EMPTIES') === true);
    expect(empty.length).toBeGreaterThan(0);
    expect(page.sentence.text.includes('under any')).toBe(empty.length === rows.length);
  },
  'titles.incomparable': (page) => expect(row(tableOf(page), 'surplus').every(Number.isNaN)).toBe(true),
  'titles.inside': (page) => {
    const ends = page.blocks.find(
      (block): block is JsonTable => block.kind === 'table' && ['tornado', 'effects'].includes(block.id),
    ) as JsonTable;
    const [low, high] = [column(ends, 'low').map(amountIn), column(ends, 'high').map(amountIn)];
    for (const { id, cells } of tableOf(page).rows) {
      if (id.endsWith('.better')) continue;
      const at = ends.rows.findIndex((each) => each.id === id.replace('.reserves', ''));
      const [least, most] = [low[at] as number, high[at] as number].sort((a, b) => a - b) as [number, number];
      // An end that makes no model tells nothing.
      if (Number.isNaN(least) || Number.isNaN(most)) continue;
      const [lowest, highest] = [amountIn(cells[1]), amountIn(cells[3])];
      expect(lowest < least || highest > most, id).toBe(true);
    }
  },
  'titles.untried': (page) => {
    const block = page.blocks.find(({ id }) => id === page.sentence.block);
    expect(block?.kind === 'text' ? block.lines.length : 0).toBeGreaterThan(0);
  },
};

/** Which limits each tariff misses that is shown, but for the one that stands. */
const missedIn = (page: Page): (string | undefined)[] => {
  const table = tableNamed(page, 'outcomes') as JsonTable;
  const at = table.columns.findIndex(({ id }) => id === 'misses');
  return table.rows.flatMap(({ id, cells }) => (/^\d+$/.test(id) ? cells[at]?.text : []));
};
