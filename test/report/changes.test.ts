import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { blocksOf, type JsonTable, said } from './answers.js';

/* What a scenario changes, in words: of a list what is added, taken out and changed in it. */

const found = new Map<string, Promise<readonly (readonly string[])[]>>();
/** The table of changes of an example, which is played once. */
function changesIn(path: string): Promise<readonly (readonly string[])[]> {
  const rows = found.get(path) ?? readChanges(path);
  found.set(path, rows);
  return rows;
}

async function readChanges(path: string): Promise<readonly (readonly string[])[]> {
  const table = (await blocksOf(['compare', path])).find(
    (block): block is JsonTable => block.kind === 'table' && block.id === 'changes',
  );
  return (table as JsonTable).rows.map(({ cells }) => cells.map((cell) => cell?.text ?? ''));
}

test('a list is told by what differs in it, and a block that is taken out by its name', async () => {
  const rows = await changesIn('examples/alliance');
  const { at, inScenario } = placesIn(readFileSync('examples/alliance/model.yaml', 'utf8'));
  expect(rows).toContainEqual([
    'tiers.core.price, item 1: flat',
    `1_300 at ${at('flat: ', '1_300')}`,
    `1_800 at ${inScenario('flat: ', '1_800')}`,
  ]);
  expect(rows).toContainEqual(['tiers.core.price, item 1: cap', `2_900 at ${at('cap: ', '2_900')}`, 'taken out']);
  expect(rows).toContainEqual([
    'tiers.enhanced',
    `stated at ${at('enhanced:\n    ', 'name: Core Plus')}`,
    'taken out: Core Plus',
  ]);
});

/** Where a value stands in a model, behind what comes before it: the first of the tiers, and the first of the scenarios. */
function placesIn(text: string): Record<'at' | 'inScenario', (before: string, value: string) => string> {
  const from = (part: string) => (before: string, value: string) => {
    const found = text.indexOf(before + value, text.indexOf(`\n${part}:`));
    expect(found, before + value).toBeGreaterThan(0);
    const lines = text.slice(0, found + before.length).split('\n');
    return `model.yaml:${lines.length}:${(lines.at(-1) as string).length + 1}`;
  };
  return { at: from('tiers'), inScenario: from('scenarios') };
}

test('no page counts keys or items in the place of what changed', async () => {
  for (const path of ['examples/alliance', 'examples/haringey', 'examples/borough']) {
    const rows = await changesIn(path);
    expect(rows.flat().filter((text) => /\ba list of|\b\d+ keys?\b/.test(text))).toEqual([]);
    expect(rows.length).toBeGreaterThan(10);
  }
});

test('what is added is told with its values', async () => {
  const files = {
    'model.yaml': MODEL.replace(
      'SCENARIO',
      '{ overheads: { add: { hall: { name: The hall, per_year: 900 } } }, tiers: { all: { price: [{ flat: 100 }, { flat: 50, when: { phase: secondary } }] } } }',
    ),
  };
  const out = await said(['compare', 'model.yaml'], { files, width: 200 });
  expect(out).toMatch(/overheads\.hall +not stated +added: name The hall, per_year 900 at model\.yaml/);
  expect(out).toMatch(/tiers\.all\.price, item 2 +not stated +added: flat 50, when \(phase secondary\) at model\.yaml/);
  expect(out).not.toContain('item 1');
});

const MODEL = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 1, year_starts: September }
schools:
  named:
    oak: { phase: primary, type: community, pupils: 200 }
tiers:
  all: { price: [{ flat: 100 }], joins: 100% }
overheads:
  rent: { per_year: 50 }
scenarios:
  s: SCENARIO
`;
