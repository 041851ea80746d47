import { expect, test } from 'vitest';
import { rules } from '../src/pricing/index.js';
import { play } from './support/play.js';

/** The language's own keys of a school; an example may use others, which its price list declares. */
const OWN = ['phase', 'type', 'pupils', 'sixth_form', 'nursery', 'new_joiner', 'budget'];

/** The fees of a report, each as its text. */
function fees(json: string): (string | undefined)[] {
  const { blocks } = JSON.parse(json) as {
    blocks: { columns: { id: string }[]; rows: { cells: ({ value?: string } | null)[] }[] }[];
  };
  return blocks.flatMap(({ columns, rows }) =>
    rows.map(({ cells }) => cells[columns.findIndex(({ id }) => id === 'fee')]?.value),
  );
}

test.each(rules.flatMap(({ key, examples }) => examples.map((example) => ({ key, ...example }))))(
  'the example of $key: $terms for $school is £$fee ($source)',
  async ({ terms, school, fee }) => {
    const price = terms.startsWith('{') ? terms : `{ ${terms} }`;
    const others = school
      .split(',')
      .map((pair) => pair.split('=')[0] as string)
      .filter((name) => !OWN.includes(name));
    const files = {
      'list.yaml': `buyin: 1\nname: Example\nattributes: [${others}]\ndrivers: [${others}]\ntiers:\n  tier:\n    price: ${price}\n    vat: standard\n`,
    };
    const { code, out, err } = await play(['price', 'list.yaml', '--school', school, '--format', 'json'], { files });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(fees(out)).toEqual([fee]);
  },
);

test('every rule has an example, and uses its own key in it', () => {
  for (const { key, examples } of rules) {
    expect(examples.length).toBeGreaterThan(0);
    for (const { terms } of examples) expect(terms).toMatch(new RegExp(`\\b${key}:`));
  }
});

test('every rule says in a line what it does', () => {
  expect(rules.length).toBeGreaterThan(3);
  for (const { summary } of rules) expect(summary).toMatch(/^[a-z].{10,}/);
});
