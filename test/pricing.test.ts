import { expect, test } from 'vitest';
import { rules } from '../src/pricing/index.js';
import { play } from './support/play.js';

test.each(rules.map(({ key, example }) => ({ key, ...example })))(
  'the example of $key: $terms for $pupils pupils is £$fee ($source)',
  async ({ terms, pupils, fee }) => {
    const price = terms.startsWith('{') ? terms : `{ ${terms} }`;
    const files = { 'list.yaml': `buyin: 1\nname: Example\ntiers:\n  tier:\n    price: ${price}\n` };
    const { code, out } = await play(['price', 'list.yaml', '--school', `phase=primary,pupils=${pupils}`, '--format', 'json'], { files });
    expect(code).toBe(0);
    expect(out).toContain(`"value": "${fee}"`);
  },
);

test('every rule says in a line what it does', () => {
  expect(rules.length).toBeGreaterThan(3);
  for (const { summary } of rules) expect(summary).toMatch(/^[a-z].{10,}/);
});
