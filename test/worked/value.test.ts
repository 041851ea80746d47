import { describe, expect, test } from 'vitest';
import {
  type Against,
  offerOf,
  optionsOf,
  protectionOf,
  type SpreadMeasure,
  schoolFigure,
  spreadFigure,
} from '../../src/analysis/index.js';
import type { Figure } from '../../src/figures/index.js';
import type { Protection } from '../../src/model/index.js';
import type { Projection } from '../../src/projection/index.js';
import { FILE, type PlainMap, projectionOf, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* What membership is worth to a school, from published prices and by hand. */

const base: PlainMap = {
  buyin: '1',
  name: 'Worth it',
  calendar: { starts: '2024-09', years: '3', year_starts: 'September' },
};
const offered = (projection: Projection) => offerOf(projection, optionsOf(projection, [])[0] as never, 2024);

function ofSchool(name: string, id: string, projection: Projection): string | undefined {
  const { option, priced } = offered(projection);
  const each = priced.find(({ school }) => school.id === id);
  if (each === undefined) return 'no such school';
  const asked = { school: each.school, tier: option.terms, tierId: option.tier, year: 2024 };
  return (schoolFigure(name as never, asked, each.quote, projection) as Figure | undefined)?.exact.toFixed(2);
}

describe('one school', () => {
  const two: PlainMap = {
    ...base,
    schools: {
      named: {
        two_form: { phase: 'primary', type: 'community', pupils: '420', pays_now: '8_400', budget: '1_995_000' },
        college: { phase: 'fe', type: 'further_education', pupils: '3_000' },
      },
    },
    parameters: 'england',
    tiers: {
      membership: {
        price: [{ when: { phase: 'primary' }, per_pupil: '19' }, { flat: '7_500' }] as never,
        joins: '100%',
        vat: 'standard',
        includes: { day: { per_school: '4', take_up: '75%' }, places: 'unlimited' },
        collective: { networks: {}, voice: { worth: '250' } },
      },
    },
    services: {
      day: {
        kind: 'traded',
        unit: 'day',
        price: { member: '500', other: '600' },
        demand: { per_member: '2' },
        alternative: { low: '350', typical: '550', high: '700', would_buy: '50%' },
      },
      places: { kind: 'traded', unit: 'place', price: '60' },
    },
  };
  const projection = projectionOf(two);
  const of = (name: string, id = 'two_form') => ofSchool(name, id, projection);

  test("the days that Haringey's two-form fee buys: 14.5 at £550, 22.8 at £350", () => {
    expect(of('value.fee')).toBe('7980.00');
    expect(Number(of('value.days_typical')).toFixed(1)).toBe('14.5');
    expect(Number(of('value.days_low')).toFixed(1)).toBe('22.8');
  });

  test('a college gets no VAT back: £7,500 really costs it £9,000', () => {
    expect(of('value.fee', 'college')).toBe('9000.00');
  });

  test('counts only what is used and would otherwise be bought', () => {
    // 4 days, of which three quarters are used and half would be bought
    expect([of('value.elsewhere_low'), of('value.elsewhere_typical'), of('value.elsewhere_high')]).toEqual([
      '525.00',
      '825.00',
      '1050.00',
    ]);
    expect(of('value.collective')).toBe('250.00');
  });

  test('says in pounds what members have together', async () => {
    const dear = put(two, ['tiers', 'membership', 'collective', 'voice', 'worth'], '1_250');
    expect((await play(['value', FILE], { files: { [FILE]: yamlOf(dear) } })).out).toContain(
      'voice: priced by the model at £1,250.00 a school',
    );
  });

  test('adds what it saves', () => {
    expect(of('value.discounts')).toBe('200.00');
    const priced = projectionOf(
      put(
        put(two, ['tiers', 'membership', 'includes', 'places'], undefined),
        ['tiers', 'membership', 'collective', 'networks'],
        undefined,
      ),
    );
    expect(ofSchool('value.saving_typical', 'two_form', priced)).toBe((825 + 250 + 200 - 7_980).toFixed(2));
    expect(ofSchool('value.use_typical', 'two_form', priced)).toBe((7_980 / 2_200).toFixed(2));
  });

  test('is held against what it pays today, and as a share of the minimum funding of its pupils', () => {
    expect(of('value.saving_today')).toBe('420.00');
    expect(of('value.saving_today', 'college')).toBeUndefined();
    // £19 of £4,610 in 2024-25
    expect(Number((projection && of('value.share_of_funding')) ?? 0)).toBeCloseTo(19 / 4_610, 2);
    expect(of('value.share_of_funding', 'college')).toBeUndefined();
  });
});

test("Norfolk's pack of nine meetings pays from the eighth on, against single meetings", () => {
  // £2,434 for nine, or £308 each without a pack: https://schools.norfolk.gov.uk/article/29354/Clerking-services-costs,
  // as in models/norfolk-clerking.yaml
  const projection = projectionOf({
    ...base,
    schools: { named: { oak: { phase: 'primary', type: 'community', pupils: '200' } } },
    tiers: { pack: { price: { flat: '2_434' }, joins: '100%', includes: { meeting: { per_school: '9' } } } },
    services: {
      meeting: {
        kind: 'traded',
        unit: 'meeting',
        price: '308',
        alternative: { low: '308', typical: '308', high: '308' },
      },
    },
  });
  expect(Math.ceil(Number(ofSchool('value.use_typical', 'oak', projection)) * 9)).toBe(8);
});

describe('who gains and who loses', () => {
  const school = (paysNow: string | undefined, area: string): PlainMap => ({
    phase: 'primary',
    type: 'academy',
    pupils: '100',
    pays_now: paysNow,
    area,
  });
  const data: PlainMap = {
    ...base,
    schools: {
      named: {
        a: school('1_300', 'north'),
        b: school('1_050', 'north'),
        c: school('1_000', 'south'),
        d: school('940', 'south'),
        e: school(undefined, 'south'),
      },
      groups: { many: { ...school('500', 'north'), count: '5' } },
    },
    tiers: { membership: { price: { flat: '1_000' }, joins: '100%' } },
  };
  const projection = projectionOf(data);
  const of = (measure: SpreadMeasure, area?: string, against: Against = 'today'): string | undefined => {
    const among = area === undefined ? {} : { group: { by: 'area', id: area } };
    const figure = spreadFigure(`gains.${measure}.${against}`, offered(projection), among, projection);
    return figure?.isKnown === false ? 'unknown' : figure?.exact.toFixed(2);
  };

  test('are counted, with an archetype for as many as it stands for, and what is not known as not known', () => {
    expect([of('better'), of('worse'), of('unchanged'), of('unknown')]).toEqual(['2.00', '6.00', '1.00', '1.00']);
    expect([of('gain'), of('loss')]).toEqual(['350.00', (5 * 500 + 60).toFixed(2)]);
    expect([of('better_100'), of('worse_100'), of('better_5'), of('worse_5')]).toEqual([
      '1.00',
      '5.00',
      '1.00',
      '6.00',
    ]);
    expect(of('better_share')).toBe((2 / 9).toFixed(2));
  });

  test('have a median and tenths by rank', () => {
    expect([of('p10'), of('median'), of('p90')]).toEqual(['-500.00', '-500.00', '300.00']);
    // d loses 60 and c nothing: half way between
    expect(of('median', 'south')).toBe('-30.00');
  });

  test('by area, of which each has its shares', () => {
    expect([of('better', 'north'), of('worse', 'south'), of('unknown', 'south')]).toEqual(['2.00', '1.00', '1.00']);
    expect(of('income_share', 'south')).toBe('0.30');
  });

  test('nothing is said against prices elsewhere where nobody has given any', () => {
    expect(of('better', undefined, 'typical')).toBe('unknown');
    expect(of('unknown', undefined, 'typical')).toBe('10.00');
    expect(of('median', undefined, 'typical')).toBe('unknown');
  });

  test('protection lets losers pay no more than so much more each year; gainers or reserves pay exactly that', () => {
    const years = (fundedBy: string) => {
      const made = projectionOf(put(data, ['protection'], { most_loss: '5%', funded_by: fundedBy }));
      return protectionOf(made, offered(made).option, made.model.protection as Protection);
    };
    // d: 940 × 1.05 = 987, so £13; the five: 525, 551.25, 578.81
    const [first, second, third] = years('reserves');
    expect(first?.relieved.map(({ school: id, relief }) => [id, relief.exact.toFixed(2)])).toEqual([
      ['many', '2375.00'],
      ['d', '13.00'],
    ]);
    expect([first?.cost, second?.cost, third?.cost].map((cost) => cost?.exact.toFixed(2))).toEqual([
      '2388.00',
      '2243.75',
      '2105.95',
    ]);
    expect(third?.reserves.exact.toFixed(2)).toBe((3 * 9_000 + 3 * 1_000 - 2_388 - 2_243.75 - 2_105.95).toFixed(2));
    // Gains of 350 are not enough: all of them are given, and reserves pay the rest
    const [given] = years('gainers');
    expect([given?.given, given?.taken].map((figure) => figure?.exact.toFixed(2))).toEqual(['350.00', '1.00']);
  });
});

test('the command shows one school, and refuses one that is not on the roll', async () => {
  const { code, out } = await play(['value', 'examples/borough', '--school', '900004', '--format', 'csv']);
  expect({ code, has: out.includes('Oatfield Primary School'), other: out.includes('Kingcup') }).toEqual({
    code: 0,
    has: true,
    other: false,
  });
  expect(await play(['value', 'examples/borough', '--school', '1'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('there is no school "1"'),
  });
});
