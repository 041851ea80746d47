import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SourceFile } from '../../src/language/index.js';
import { readAnyYaml } from '../../src/reading/yaml.js';
import { readPlainYaml } from '../../src/reading/yaml-plain.js';
import { runs } from '../support/runs.js';

const shipped = [
  ...readdirSync('models')
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `models/${name}`),
  'models/parameters/england.yaml',
  ...readdirSync('examples').map((name) => `examples/${name}/model.yaml`),
  'bench/town/model.yaml',
];
const fileOf = (name: string): SourceFile => ({ name, text: readFileSync(name, 'utf8') });

test.each(shipped)('%s is read line by line, to the same tree with the same places', (name) => {
  const file = fileOf(name);
  const root = readPlainYaml(file);
  expect(root).toBeDefined();
  expect({ root, problems: [] }).toEqual(readAnyYaml(file));
});

/** What a slip of the hand may put into a text, and what YAML has that models seldom do. */
const slip = fc.constantFrom(
  ...' |  |:|: |-|- |#| # |,|, |[|]|{|}|"|\'|>-|>|!|&a|*a|?|? |%|@|`|=|(|)|\n|\n\n|\n  |\t|\\|~|\u00a0|1|a|a: 1|- a\n|---|...|<<'.split(
    '|',
  ),
  '|',
  '|-',
);
const texts = shipped.map((name) => fileOf(name).text.split('\n'));
/** Some lines of a shipped file, cut at an indent of its own, with slips. */
const slipped = fc
  .record({
    lines: fc.constantFrom(...texts),
    from: fc.nat(400),
    count: fc.integer({ min: 1, max: 14 }),
    slips: fc.array(fc.record({ at: fc.nat(800), cut: fc.nat(3), put: slip }), { maxLength: 3 }),
  })
  .map(({ lines, from, count, slips }) => {
    const start = from % lines.length;
    const some = lines.slice(start, start + count);
    const indent = Math.max(0, some[0]?.search(/[^ ]/) ?? 0);
    let text = some.map((line) => (line.slice(0, indent).trim() === '' ? line.slice(indent) : line)).join('\n');
    for (const { at, cut, put } of slips) {
      const place = text.length === 0 ? 0 : at % (text.length + 1);
      text = text.slice(0, place) + put + text.slice(place + cut);
    }
    return text;
  });

test.each([
  'a: [1,2]',
  'a: { b: =max(1, 2) }',
  'a: one\n  two',
  'a: 1\n  b: 2',
  'a: "x"\n  y',
  'a:\n    b: 1\n   c: 2',
  'a: 1\na: 2',
  'a: { b: 1, b: 2 }',
  'a: b: c',
  'a: { b }',
  'a: [b: 1]',
  'a: [1, , 2]',
  'a: [1, 2',
  "a: 'x",
  'a: "\\n"',
  'a: >\n  x\n',
  'a: >-\n  x\n\n  y\n',
  'a: >-\n  x\n    y\n',
  '- a',
  'a: &x 1',
  'a: *x',
  'a: !t 1',
  '? a',
  'a:\t1',
  '---\na: 1',
  '# nothing',
  '',
])('%j is left to the library', (text) => {
  expect(readPlainYaml({ name: 'model.yaml', text })).toBeUndefined();
});

test('whatever is read line by line is what the library reads, and nothing is wrong with it', () => {
  let plain = 0;
  let left = 0;
  fc.assert(
    fc.property(slipped, (text) => {
      const file = { name: 'model.yaml', text };
      const root = readPlainYaml(file);
      if (root === undefined) {
        left++;
        return;
      }
      plain++;
      expect({ root, problems: [] }).toEqual(readAnyYaml(file));
    }),
    runs(4000, 31),
  );
  expect(Math.min(plain, left)).toBeGreaterThan((plain + left) / 10);
});
