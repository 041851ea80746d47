import { expect, test } from 'vitest';
import { play } from '../support/play.js';

/* Prices among which the numbers of a school choose: each page speaks of the one that holds for it. */

const ROWS = `
      - { when: { pupils: { up_to: 100 } }, flat: 500, per_pupil: 1 }
      - { when: { pupils: { over: 100, up_to: 200 } }, per: { classes: 100 }, cap: 550 }`;
const list = (more = ''): Record<string, string> => ({
  'list.yaml': `buyin: 1\nname: List\ndrivers: [classes]\ntiers:\n  t:\n    price:${ROWS}\n${more}`,
});
const model = (rows: string, more = ''): Record<string, string> => ({
  'model.yaml': `buyin: 1
name: Rows
calendar: { starts: 2026-09, years: 1, year_starts: September }
schools: { named: { oak: { phase: primary, type: academy, pupils: 150, trust: bay } } }
tiers:
  t:
    joins: 100%
    price:${rows}
${more}`,
});
const out = async (argv: string, files: Record<string, string>): Promise<string> => {
  const { out: said, err } = await play(argv.split(' '), { files, width: 160 });
  return said + err;
};

test('a fee is explained by the price that holds for the numbers of its school', async () => {
  const page = await out('price list.yaml --school phase=primary,pupils=150,classes=6 --explain', list());
  expect(page).toMatch(/price +2 of 2: over 100, up to 200 pupils/);
  expect(page).toMatch(/per +£100\.00 × 6 classes +600\.00/);
  expect(page).toMatch(/cap +at most £550\.00 +550\.00/);
  expect(page).not.toMatch(/per_pupil/);
  const other = await out('price list.yaml --school phase=primary,pupils=100 --explain', list());
  expect(other).toMatch(/price +1 of 2: up to 100 pupils/);
  expect(other).toMatch(/per_pupil +£1\.00 × 100 pupils +600\.00/);
});

test('an example says what the price asks that holds for it, and the numbers that choose', async () => {
  const example = (school: string, pays: number): string =>
    `examples: { e: { school: { phase: primary, ${school} }, tag: rule, pays: ${pays} } }\n`;
  const check = (more: string): Promise<string> => out('check list.yaml', list(more));
  expect(await check(example('pupils: 100', 600))).toMatch(/Does it balance\? Yes/);
  expect(await check(example('pupils: 150, classes: 5', 500))).toMatch(/Does it balance\? Yes/);
  expect(await check(example('pupils: 150', 500))).toMatch(/"classes"/);
  expect(await check(example('classes: 5', 500))).toMatch(/"pupils"/);
});

test.each(['list', 'price'])(
  'an example is asked for what the number that chooses is worked out of, by the %s',
  async (where) => {
    const worked = 'quantities: { total: =days * 6 + hours }';
    const check = (school: string, pays: number): Promise<string> =>
      out('check list.yaml', {
        'list.yaml': `buyin: 1
name: Hours
drivers: [days, hours]
${where === 'list' ? worked : 'note: none'}
tiers:
  t:
    price:
      - { when: { total: { below: 24 } }, per: { days: 565, hours: 94 }${where === 'price' ? `, ${worked}` : ''} }
      - { per: { days: 500 } }
examples:
  e: { school: { ${school} }, tag: rule, pays: ${pays} }
`,
      });
    expect(await check('days: 1, hours: 2', 753)).toMatch(/Does it balance\? Yes/);
    expect(await check('days: 4, hours: 0', 2000)).toMatch(/Does it balance\? Yes/);
    expect(await check('days: 1', 565)).toMatch(/list\.yaml:11:24: the school of the example "e" has no "hours"/);
  },
);

test('a cap below its floor is told of every price, and one price of several schools is chosen by no number', async () => {
  const crossed = await out(
    'check model.yaml',
    model(
      '\n      - { when: { pupils: { up_to: 100 } }, flat: 5 }\n      - { when: { pupils: { over: 100 } }, per_pupil: 5, floor: 900, cap: 800 }',
    ),
  );
  expect(crossed).toMatch(/model\.yaml:10:\d+: the cap £800\.00 is below the floor £900\.00/);
  const group = 'group: { by: trust, charge: sum }';
  const grouped = (when: string): Promise<string> =>
    out(
      'check model.yaml',
      model(
        `\n      - { when: { phase: primary, pupils: { up_to: 200 } }, flat: 5, ${when === '' ? group : ''} }\n      - { when: { ${when || 'phase: secondary'} }, flat: 5, ${group} }`,
      ),
    );
  expect(await grouped('')).toMatch(/"group" and "a number in "when"" |whose number chooses/);
  expect(await grouped('phase: primary')).toMatch(/whose number chooses/);
  expect(await grouped('phase: secondary')).toMatch(/Does it balance\? Yes/);
});

test('a service shows what it costs at the numbers at which its price is another', async () => {
  const services = `services:
  s:
    kind: traded
    unit: day
    demand: { per_member: 2 }
    price: [{ when: { units: { up_to: 3 } }, per: { units: 100 } }, { when: { units: { over: 3 } }, per: { units: 90 } }]`;
  const page = await out('price model.yaml --services --school oak', model('\n      - { flat: 5 }', services));
  expect(page).toMatch(/member +3 +300\.00/);
  expect(page).toMatch(/member +4 +360\.00/);
  // So too where a number chooses, or bands go by one, that is worked out of the units.
  for (const price of [
    '[{ when: { halves: { up_to: 7 } }, per: { units: 100 } }, { per: { units: 90 } }]',
    '{ bands: { of: halves, mode: slab, each: [{ up_to: 7, price: 50 }, { price: 45 }] } }',
  ]) {
    const worked = services.replace(/price: .*/, `price: ${price}`);
    const more = `quantities: { halves: =units * 2 }\n${worked}`;
    expect(await out('price model.yaml --services --school oak', model('\n      - { flat: 5 }', more))).toMatch(
      /member +4 +360\.00/,
    );
  }
});

test('a number that is asked for where no number may be is told with what to write', async () => {
  const check = (price: string): Promise<string> =>
    out('check list.yaml', {
      'list.yaml': `buyin: 1\nname: List\ndrivers: [meetings]\nquantities: { pairs: =meetings / 2 }\ntiers: { t: { price: ${price} } }\n`,
    });
  const elsewhere = /give such schools a price of their own; a discount or surcharge counts/;
  for (const name of ['meetings', 'pairs', 'pupils']) {
    const alone = await check(`{ when: { ${name}: 3 }, flat: 5 }`);
    expect(alone).toContain(`there is no attribute of a school "${name}", which is a number`);
    expect(alone).toContain(`= write from where to where: "${name}: { from: 3, up_to: 3 }"`);
    for (const when of [`{ ${name}: 3 }`, `{ ${name}: { over: 3 } }`]) {
      expect(await check(`{ flat: 5, discounts: { percent: 5%, when: ${when} } }`)).toMatch(elsewhere);
      expect(await check(`{ flat: 5, floor: { amount: 5, when: ${when} } }`)).toMatch(elsewhere);
      expect(await check(`{ parts: { a: { flat: 5, when: ${when} } } }`)).toMatch(elsewhere);
    }
  }
  expect(await check('{ when: { meeting: 3 }, flat: 5 }')).not.toMatch(/which is a number/);
});

test('a lint speaks of what a school has, and not of what is worked out of it beside what it has', async () => {
  const check = (quantities: string, rows: string): Promise<string> =>
    out('check list.yaml', {
      'list.yaml': `buyin: 1\nname: List\ndrivers: [days, hours]\nquantities: { ${quantities} }\ntiers: { t: { price: [${rows}] } }\n`,
    });
  const hours = await check(
    'total: =days * 6 + hours',
    '{ when: { total: { below: 24 } }, per: { days: 565, hours: 94 } }, { per: { days: 500, hours: 83 } }',
  );
  expect(hours).toContain('23 hours cost £2,162.00 and 24 hours cost £1,992.00');
  expect(hours).not.toMatch(/23 total/);
  const tens = await check(
    'tens: "=round(pupils, 10, up)"',
    '{ when: { tens: { up_to: 100 } }, per_pupil: 3 }, { per_pupil: 2 }',
  );
  expect(tens).toContain('100 pupils cost £300.00 and 101 pupils cost £202.00');
  // Both numbers are of the same pupils: no school has 50 of them and twice as many as 150.
  const twice = await check(
    'twice: =pupils * 2',
    '{ when: { pupils: { up_to: 100 } }, flat: 1 }, { when: { twice: { over: 200 } }, flat: 2 }',
  );
  expect(twice).not.toMatch(/price-gap|price-inversion/);
});
