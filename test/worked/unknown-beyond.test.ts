import { expect, test } from 'vitest';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* A lever that is turned so far that a figure is unknown: what is said holds as far as it is known. */

const company: PlainMap = {
  buyin: '1',
  name: 'In packs',
  calendar: { starts: '2026-09', years: '1', year_starts: 'September' },
  schools: { groups: { many: { count: '4', phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { core: { price: { flat: '100' }, joins: '50%', includes: { visit: { per_school: '1' } } } },
  services: {
    visit: {
      kind: 'traded',
      unit: 'visit',
      price: { packs: { of: 'units', sizes: { '1': '420', '5': '1_900' } } },
      delivery: { by: 'adviser', days: '1' },
      demand: { per_member: '4', per_other: '2' },
    },
  },
  staff: {
    adviser: { fte: '1', salary: '50_000', on_costs: '30%', days: '195', chargeable: '60%', when_short: 'unmet' },
  },
};
const told = async (model: PlainMap, ...argv: readonly string[]): Promise<string> => {
  const { out, err, code } = await play([argv[0] as string, '.', ...argv.slice(1)], {
    files: { [FILE]: yamlOf(model) },
  });
  expect([err, code]).toEqual(['', 0]);
  return out.replace(/\s+/g, ' ');
};

test('no pack holds what would be asked for: break-even says how far it is known, and why no further', async () => {
  // Two members ask for 4 each and two others for 2: at 1.25 times members ask for 5, which is the largest pack.
  const page = await told(company, 'break-even');
  expect(page).toContain(
    'Traded days: none: a deficit up to 1.25 times, and beyond that it is unknown: the largest pack is of 5 units, and no more are sold',
  );
  expect(page).toContain('Members, buy-in, pupils: none: a deficit of');
});

test('without members nothing is asked for: the share that is met is no break-even', async () => {
  const page = await told(put(company, ['staff', 'adviser', 'salary'], '500_000'), 'break-even');
  expect(page).toMatch(/Buy-in as modelled 50.0% breaks even at none/);
});
