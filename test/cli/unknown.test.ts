import { describe, expect, test } from 'vitest';
import { brokenIdentities } from '../../src/analysis/index.js';
import { project } from '../../src/projection/index.js';
import { NotedDisk, Source } from '../../src/reading/index.js';
import { diskOf, type Files } from '../support/disk.js';
import { play } from '../support/play.js';

const MODEL = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 3, year_starts: September }
schools: { roll: { count: fte, census: october }, file: schools.csv }
tiers:
  membership:
    price:
      - { when: { phase: primary }, per_pupil: 10 }
      - { when: { phase: secondary }, flat: 5_000 }
    joins: 100%
contracts: { council: { kind: commission, per_year: 20_000 } }
staff: { director: { fte: 0.5, salary: 50_000, on_costs: 30% } }
overheads: { premises: { per_year: 3_000 } }
reserves: { opening: 20_000 }
`;
const ROLL = `urn,name,phase,type,pupils_2026,pupils_2027
900101,Oak School,primary,academy,200,210
900102,Elm School,primary,academy,60,unknown
900103,Ash School,primary,community,"unknown: SUPP",
900104,Fir School,secondary,academy,900,900
`;
const files: Files = { 'model.yaml': MODEL, 'schools.csv': ROLL };
const without = (urn: string): string =>
  ROLL.split('\n')
    .filter((line) => !line.startsWith(urn))
    .join('\n');

interface Cell {
  readonly value?: string | null;
  readonly text?: string;
  readonly partial?: true;
  readonly derived?: unknown;
}
interface Told {
  readonly basis: readonly string[];
  readonly blocks: readonly {
    readonly id: string;
    readonly rows?: readonly { readonly id: string; readonly cells: readonly Cell[] }[];
  }[];
}

async function told(argv: readonly string[], of: Files = files): Promise<Told> {
  const { out, err, code } = await play([...argv, '--format', 'json'], { files: of });
  expect({ err, code }).toEqual({ err: '', code: 0 });
  return JSON.parse(out) as Told;
}

const rowOf = ({ blocks }: Told, id: string): readonly Cell[] | undefined =>
  blocks.flatMap(({ rows = [] }) => rows).find((row) => row.id === id)?.cells;
const values = (cells: readonly Cell[] | undefined) => cells?.slice(1).map((cell) => cell?.value);

test('a total with an unknown part is unknown, and its known part stands beneath it', async () => {
  const page = await told(['forecast', '.']);
  expect(values(rowOf(page, 'income.membership'))).toEqual([null, null, null]);
  // Oak 200 then 210 pupils, Elm 60 until nobody knows, Fir 5,000 in each year.
  expect(values(rowOf(page, 'income.membership.known_part'))).toEqual(['7600.00', '7100.00', '7100.00']);
  expect(rowOf(page, 'income.membership.known_part')?.[0]).toEqual({ text: 'known part' });
  expect(values(rowOf(page, 'income.known_part'))).toEqual(['27600.00', '27100.00', '27100.00']);
  expect(rowOf(page, 'income.contract.known_part')).toBeUndefined();
  expect(page.basis.join(' ')).toContain(
    'KNOWN PARTS leave out what is not known of 2 of 4 schools: Elm School (900102), Ash School (900103); 60 pupils as last known, and of 1 no number is known.',
  );
});

test('what is known all through has no known part beside it', async () => {
  const known = await told(['forecast', '.'], { ...files, 'schools.csv': without('900103').replace('unknown', '55') });
  expect(JSON.stringify(known)).not.toMatch(/known_part|KNOWN PARTS|partial/);
});

test('with --unknown part the known part is the total, and is named as partial', async () => {
  const { out } = await play(['forecast', '.', '--unknown', 'part'], { files });
  expect(out).toMatch(/^ {2}Membership \(partial\) +7,600 +7,100 +7,100$/m);
  expect(out).toMatch(/^ {2}Contracts +20,000/m);
  expect(out).not.toContain('unknown');
  const page = await told(['forecast', '.', '--unknown', 'part']);
  expect(rowOf(page, 'income.membership')?.[1]).toMatchObject({ value: '7600.00', partial: true });
  expect(rowOf(page, 'income.contract')?.[1]).not.toHaveProperty('partial');
});

const ASKED = [
  ['forecast', '.'],
  ['forecast', '.', '--by', 'term', '--detail'],
  ['forecast', '.', '--statement', 'cash'],
  ['tiers', '.'],
  ['services', '.'],
  ['obligations', '.'],
  ['break-even', '.'],
  ['sustainability', '.'],
  ['compare', '.', '--scenario', 'dearer'],
  ['appraise', '.'],
];
const SCENARIOS = `${MODEL}options: [base, dearer]
scenarios: { dearer: { because: it pays its way, tiers: { membership: { price: [{ when: { phase: primary }, per_pupil: 12 }, { when: { phase: secondary }, flat: 5_000 }] } } } }
`;

test.each(ASKED)('each known part of %s is the total of --unknown part', async (...argv) => {
  const of = { ...files, 'model.yaml': SCENARIOS };
  const [whole, part] = [await told(argv, of), await told([...argv, '--unknown', 'part'], of)];
  let found = 0;
  for (const { id, rows = [] } of whole.blocks) {
    const others = part.blocks.find((block) => block.id === id)?.rows ?? [];
    for (const row of rows.filter((each) => each.id.endsWith('.known_part'))) {
      const total = others.find((each) => each.id === row.id.slice(0, -'.known_part'.length));
      row.cells.forEach((cell, i) => {
        if (cell?.value === undefined) return;
        found++;
        expect(cell.value).toBe(total?.cells[i]?.value);
      });
    }
  }
  expect(found).toBeGreaterThan(0);
});

test('explain and CSV have it too', async () => {
  const { out } = await play(['explain', '.', 'income.membership', '--year', '2026'], { files });
  expect(out).toMatch(/What is known of it\n\n +Known part\n.*\nincome\.membership, 2026-27: the sum of +7,600\.00/);
  const partial = await play(['explain', '.', 'income.membership', '--year', '2026', '--unknown', 'part'], { files });
  expect(partial.out).toMatch(/^£7,600\.00 +partial: income\.membership/m);
  const csv = await play(['forecast', '.', '--format', 'csv'], { files });
  expect(csv.out).toContain('money,Membership: known part,7600.00,7100.00,7100.00');
});

test('with --unknown fail each place that is not known is a problem, and nothing is shown', async () => {
  const { code, out, err } = await play(['forecast', '.', '--unknown', 'fail'], { files });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('schools.csv:3:38: schools.900102.pupils_2027 is not known');
  expect(err).toContain('schools.csv:4:37: schools.900103.pupils_2026 is not known');
  const known = { ...files, 'schools.csv': without('900103').replace('unknown', '55') };
  expect((await play(['forecast', '.', '--unknown', 'fail'], { files: known })).code).toBe(0);
});

test('what is written whole or not at all is not written in part', async () => {
  const some = {
    ...files,
    'schools.csv': without('900103')
      .replace('academy,60', 'community,60')
      .replace('210', '210\n900105,Yew School,primary,community,90,95'),
  };
  for (const target of ['hledger', 'beancount']) {
    const { code, out, err } = await play(['export', '.', '--to', target, '--unknown', 'part'], { files: some });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('error: what this command writes is whole or nothing: leave --unknown part out\n');
  }
});

const OTHERS: Record<string, (model: string) => string> = {
  'a contract': (model) => model.replace('per_year: 20_000', 'per_year: unknown'),
  'an overhead of a later year': (model) =>
    model.replace('per_year: 3_000', 'per_year: { 2026: 3_000, 2028: unknown }'),
  'a salary': (model) => model.replace('salary: 50_000', 'salary: unknown'),
  'a price': (model) => model.replace('flat: 5_000', 'flat: unknown'),
  'reserves at the start': (model) => model.replace('opening: 20_000', 'opening: unknown'),
  'a share that joins': (model) => model.replace('joins: 100%', 'joins: { primary: unknown, secondary: 90% }'),
};

describe.each(Object.keys(OTHERS))('of %s', (name) => {
  const model = (OTHERS[name] as (model: string) => string)(MODEL);
  const of = { 'model.yaml': model, 'schools.csv': ROLL };

  test('the books balance without it', () => {
    expect(model).not.toBe(MODEL);
    const disk = new NotedDisk(diskOf(of), true);
    expect(brokenIdentities(project(Source.open(disk, '.').load().model))).toEqual([]);
  });

  test('the known part of the surplus is that of income less that of costs', async () => {
    const page = await told(['forecast', '.', '--unknown', 'part'], of);
    const pence = (id: string): number[] =>
      (values(rowOf(page, id)) ?? []).map((value) => Math.round(Number(value) * 100));
    const [income, cost] = [pence('income'), pence('cost')];
    expect(pence('surplus')).toEqual(income.map((each, i) => each - (cost[i] as number)));
    expect(pence('surplus')).toHaveLength(3);
  });
});

test('a price that rests on what is not known stays unknown, whatever its floor', async () => {
  const floors = MODEL.replace('per_pupil: 10 }', 'per_pupil: 10, floor: 2_500 }');
  const { out } = await play(['price', '.', '--unknown', 'part'], { files: { ...files, 'model.yaml': floors } });
  expect(out).toMatch(/Ash School +primary +unknown +unknown/);
});
