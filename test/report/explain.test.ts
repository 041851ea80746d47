import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blocksOf, type JsonBlock, type JsonCell, type JsonNode } from './answers.js';

/* Every number of every report can be asked for by its own name, and leads to the lines of the files that it rests on. */

const HARINGEY = 'examples/haringey';
const BOROUGH = 'examples/borough';

/** Command lines whose reports are asked about, cell by cell. */
const ASKED: readonly (readonly string[])[] = [
  ['forecast', HARINGEY, '--by', 'term'],
  ['forecast', HARINGEY, '--scenario', 'bad_year', '--detail'],
  ['compare', HARINGEY, '--year', '2021'],
  ['compare', HARINGEY, '--scenario', 'low_buy_in+falling_rolls'],
  ['price', HARINGEY, '--year', '2020'],
  ['price', HARINGEY, '--school', 'phase=primary,pupils=262'],
  ['break-even', HARINGEY],
  ['break-even', HARINGEY, '--scenario', 'contract_lost'],
  ['forecast', BOROUGH, '--detail'],
  ['forecast', BOROUGH, '--by', 'month'],
  ['compare', BOROUGH],
  ['price', BOROUGH, '--scenario', 'rolls_fall_faster', '--year', '2029'],
  ['break-even', BOROUGH, '--year', '2027'],
];

const cellsOf = (blocks: readonly JsonBlock[]): JsonCell[] =>
  blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.flatMap(({ cells }) => cells.filter((cell): cell is JsonCell => cell !== null)) : [],
  );
const rootOf = (blocks: readonly JsonBlock[]): JsonNode => {
  for (const block of blocks) if (block.kind === 'tree') return block.root;
  throw new Error('no working');
};

/** The command line that a cell's reference stands for. */
function asking(model: string, { figure, ...at }: Readonly<Record<string, string | number>>): string[] {
  return ['explain', model, String(figure), ...Object.entries(at).flatMap(([option, value]) => [`--${option}`, String(value)])];
}

/** A few of many, the first and the last among them, so that all columns come up and the tests stay quick. */
function some<T>(all: readonly T[], most: number): readonly T[] {
  const stride = Math.max(1, Math.floor(all.length / most) | 1);
  return all.filter((_, i) => i % stride === 0 || i === all.length - 1);
}

describe('each number of a report is what explain says of it', () => {
  test.each(ASKED.map((argv) => [argv.join(' '), argv] as const))('%s', async (_, argv) => {
    const figures = cellsOf(await blocksOf(argv)).filter(({ figure }) => figure !== undefined);
    expect(figures.length).toBeGreaterThan(2);
    for (const cell of some(figures, 6)) {
      const line = asking(argv[1] as string, cell.figure as NonNullable<typeof cell.figure>);
      const { amount } = rootOf(await blocksOf(line));
      expect({ value: amount?.value, unit: amount?.unit }, line.join(' ')).toEqual({ value: cell.value, unit: cell.unit });
    }
  });
});

const leavesOf = (node: JsonNode): JsonNode[] => (node.parts.length === 0 ? [node] : node.parts.flatMap(leavesOf));

const files = new Map<string, string[]>();
function lineOf(file: string, line: number): string {
  const lines = files.get(file) ?? readFileSync(file, 'utf8').split('\n');
  files.set(file, lines);
  return lines[line - 1] ?? '';
}

describe('every input of a working stands where it says, as it says', () => {
  test.each(
    [
      ['explain', HARINGEY, 'reserves.closing', '--year', '2022', '--all'],
      ['explain', HARINGEY, 'reserves.headroom', '--year', '2019', '--scenario', 'bad_year', '--all'],
      ['explain', HARINGEY, 'fee', '--school', 'special', '--all'],
      ['explain', HARINGEY, 'break_even.members', '--all'],
      ['explain', HARINGEY, 'bridge.volume', '--year', '2022', '--scenario', 'low_buy_in', '--all'],
      ['explain', BOROUGH, 'reserves.closing', '--year', '2028', '--all'],
      ['explain', BOROUGH, 'cash.lowest', '--month', '2027-03', '--scenario', 'everything_at_once', '--all'],
      ['explain', BOROUGH, 'fee.share_of_budget', '--school', '900004', '--all'],
    ].map((argv) => [argv.join(' '), argv] as const),
  )('%s', async (_, argv) => {
    const leaves = leavesOf(rootOf(await blocksOf(argv)));
    const placed = leaves.filter(({ place }) => place !== undefined);
    expect(placed.length).toBeGreaterThan(0);
    for (const { place, source } of placed) {
      const [, file = '', line = '', column = ''] = /^(.+):(\d+):(\d+)$/.exec(place as string) ?? [];
      const written = /\(written (.*)\)$/.exec(source as string)?.[1] as string;
      const here = lineOf(file, Number(line)).slice(Number(column) - 1);
      expect(
        [written, `"${written}`, `'${written}`].some((text) => here.startsWith(text)),
        `${place} ${written}`,
      ).toBe(true);
    }
    // What is no input says why it is what it is, and was told in full above where it comes a second time.
    for (const { label } of leaves.filter(({ place }) => place === undefined)) expect(label.trim()).not.toBe('');
  });
});

test('what the command line sets is an input of the command line', async () => {
  const root = rootOf(await blocksOf(['explain', HARINGEY, 'fee', '--school', 'special', '--set', 'tiers.membership.price.0.per_pupil=21', '--all']));
  expect(root.amount?.value).toBe('2100.00');
  const rate = leavesOf(root).find(({ label }) => label.endsWith('per_pupil'));
  expect(rate?.place).toContain('--set');
  expect(rate?.source).toBe('command line: --set tiers.membership.price.0.per_pupil=21 (written 21)');
});
