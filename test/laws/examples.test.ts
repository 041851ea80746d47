import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { heldExamples } from '../../src/analysis/index.js';
import { Exact } from '../../src/figures/index.js';
import { type MapNode, type Node, Scalar, type Span } from '../../src/language/index.js';
import { type Loaded, Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';
import { play } from '../support/play.js';
import { everyOf } from '../support/runs.js';

/*
 * A price list that is wrong by a penny, in an example or in a price, does not hold. Every list that is shipped is
 * tried, and the worked cases: each amount of an example, each amount, rate and percentage of a price.
 */

const FILE = 'list.yaml';
const PATHS = [
  ...readdirSync('models').flatMap((name) => (name.endsWith('.yaml') ? [`models/${name}`] : [])),
  'test/cases/kinds.yaml',
];
const PENNY = Exact.of('0.01');

/** Keys whose values go by drivers: so many of each. */
const BY_DRIVER = ['blocks', 'bundle'];

/** What the scalars of a node say, with the key that each stands under. */
function scalarsIn(node: Node, key = ''): { key: string; scalar: Scalar }[] {
  if (node instanceof Scalar) return [{ key, scalar: node }];
  if (node.kind === 'list') return node.items.flatMap((item) => scalarsIn(item, key));
  return [...node.entries].flatMap(([name, { node: below }]) =>
    scalarsIn(below, /^\d+$/.test(name) || BY_DRIVER.includes(key) ? key : name),
  );
}

/** The text of a file with another value at a place. */
function put(text: string, { line, column, length }: Span, value: string): string {
  const lines = text.split('\n');
  const said = lines[line - 1] as string;
  lines[line - 1] = said.slice(0, column - 1) + value + said.slice(column - 1 + length);
  return lines.join('\n');
}

/** A number as it is written, moved by so many hundredths. */
function moved(said: string, hundredths: Exact): string {
  const number = Exact.of(said.replace(/[_,£%]/g, '')).plus(hundredths);
  return `${number.toString()}${said.includes('%') ? '%' : ''}`;
}

const open = (text: string): Source => Source.open(diskOf({ [FILE]: text }), FILE);
const problemsOf = (text: string): string[] =>
  heldExamples(open(text).loadPriceList()).problems.map(({ code }) => code);
const entry = (tree: Loaded['tree'], key: string): Node => (tree.entries.get(key) as { node: Node }).node;

/**
 * Keys under which a number is no part of what is charged: where a band or a discount begins, how many of what must be
 * bought together, the size of a block, how many must commit.
 */
const NOT_CHARGED = [
  'from',
  'over',
  'up_to',
  'below',
  'size',
  'least',
  'each',
  'blocks',
  'nth',
  'from_nth',
  'bundle',
  'committed',
  'years',
];
const AMOUNTS = ['pays', 'provider', 'commission', 'with_vat', 'net'];
/** By default some of them, each with LAWS=full. */
const isTried = (_each: unknown, i: number): boolean => i % everyOf(1) === 0;
const isNumber = (text: string): boolean => /^£?\d[\d_,]*(\.\d+)?%?$/.test(text);

describe.each(PATHS)('%s', (path) => {
  const text = readFileSync(path, 'utf8');
  const { tree } = open(text).loadPriceListAndTree();

  test('holds, and is wrong by a penny more or less in each amount of its examples', async () => {
    expect(problemsOf(text)).toEqual([]);
    const amounts = scalarsIn(entry(tree, 'examples'))
      .filter(({ key }) => AMOUNTS.includes(key))
      .filter(isTried);
    expect(amounts.length).toBeGreaterThan(0);
    for (const { scalar } of amounts) {
      for (const off of [PENNY, ...(Exact.of(scalar.text.replace(/[_,£]/g, '')).sign > 0 ? [PENNY.negated()] : [])]) {
        const wrong = put(text, scalar.span, moved(scalar.text, off));
        expect({ at: scalar.span.line, told: problemsOf(wrong) }).toEqual({
          at: scalar.span.line,
          told: ['example-differs'],
        });
      }
    }
    const { scalar } = amounts[0] as { scalar: Scalar };
    expect((await play(['check', FILE], { files: { [FILE]: text } })).code).toBe(0);
    expect(
      (await play(['check', FILE], { files: { [FILE]: put(text, scalar.span, moved(scalar.text, PENNY)) } })).code,
    ).toBe(1);
  });

  test('is told by an example where a price is wrong by a penny, or a percentage by a hundredth of one', () => {
    const prices = [...(entry(tree, 'tiers') as MapNode).entries.values()].map(
      ({ node }) => ((node as MapNode).entries.get('price') as { node: Node }).node,
    );
    const charged = prices
      .flatMap((each) => scalarsIn(each))
      .filter(({ key, scalar }) => !NOT_CHARGED.includes(key) && isNumber(scalar.text))
      .filter(isTried);
    expect(charged.length).toBeGreaterThan(0);
    const untold = charged.filter(({ scalar }) => {
      const down = Exact.of(scalar.text.replace(/[_,£%]/g, '')).sign > 0;
      return problemsOf(put(text, scalar.span, moved(scalar.text, down ? PENNY.negated() : PENNY))).length === 0;
    });
    expect(untold.map(({ key, scalar }) => `${scalar.span.line}: ${key}: ${scalar.text}`)).toEqual([]);
  });
});
