import { expect, test } from 'vitest';
import { model, refused } from '../support/refused.js';

/* What the books, staff, taxes and the share-out cannot take, each told where it stands. */

const rest = (text: string): string => model({ rest: text });
const PARAMETERS = 'parameters: england\n';
const STAFF = 'staff:\n  adviser: { fte: 1, salary: 50_000, ';
const early = 'buyin: 1\nname: Early\ncalendar: { starts: 2015-09, years: 1, year_starts: September }\n';

test.each<[string, string, string[]]>([
  [
    'a post that ends before it starts',
    rest(`${STAFF}on_costs: 30%, from: 2026-01, to: 2025-10 }\n`),
    ['ends-before-start model.yaml:10:72'],
  ],
  ['negative allowances', rest(`${STAFF}on_costs: 30%, allowances: -500 }\n`), ['bad-value model.yaml:10:65']],
  [
    'a pension scheme that is not there',
    rest(`${PARAMETERS}${STAFF}pension: teachrs }\n`),
    ['unknown-name model.yaml:11:47'],
  ],
  [
    'a pension route without a rate in the year',
    model({ head: early, rest: `${PARAMETERS}${STAFF}pension: local_government }\n` }),
    ['no-rate model.yaml:11:47', 'no-rate model.yaml:11:47'],
  ],
  [
    'a tax year before the parameters',
    model({ head: early, rest: `${PARAMETERS}tax: { corporation_tax: { mutual: no } }\n` }),
    ['no-rate model.yaml:10:25'],
  ],
  [
    'a scale without its point',
    rest(`${PARAMETERS}staff:\n  adviser: { fte: 1, salary: { scale: soulbury, point: 77 }, pension: none }\n`),
    ['bad-value model.yaml:11:56'],
  ],
  ['a vacancy above the whole', rest(`${STAFF}on_costs: 30%, vacancy: 120% }\n`), ['bad-value model.yaml:10:62']],
  [
    'a loan above its limit',
    rest('loans: { bank: { limit: 10_000, drawn: { 2025-09: 8_000, 2025-10: 2_000.01 }, rate: 5% } }\n'),
    ['bad-value model.yaml:9:40'],
  ],
  [
    'a loan that is repaid before it is drawn',
    rest('loans: { bank: { limit: 9, drawn: { 2025-10: 8 }, rate: 5%, repaid: { from: 2025-10, months: 2 } } }\n'),
    ['bad-value model.yaml:9:77'],
  ],
  [
    'share-out parts that come to zero',
    rest('sharing: { by: { tiers.membership: 0 } }\n'),
    ['bad-value model.yaml:9:16'],
  ],
  ['a share-out by days that nothing takes', rest('sharing: { by: days }\n'), ['bad-value model.yaml:9:16']],
  [
    'a cost for a stream that is not there',
    rest('overheads: { hall: { per_year: 1, for: services.courses } }\n'),
    ['unknown-name model.yaml:9:40'],
  ],
  [
    'a cost that is for one stream and shared out',
    rest('overheads: { hall: { per_year: 1, for: tiers, share_by: income } }\n'),
    ['either-or model.yaml:9:57'],
  ],
  [
    'supplies without a class of VAT',
    rest(`${PARAMETERS}tax: { vat: { registered: yes } }\n`),
    ['missing-key model.yaml:8:3'],
  ],
  ['taxes without rates', rest('tax: { corporation_tax: { mutual: no } }\n'), ['missing-key model.yaml:9:25']],
  [
    'an academy that becomes an academy',
    model({
      schools: 'schools:\n  named:\n    oak: { phase: primary, type: academy, pupils: 9, converts: 2025-12 }\n',
    }),
    ['bad-value model.yaml:6:34'],
  ],
  [
    'an alternative that is dearest at its lowest',
    rest('services: { day: { kind: traded, unit: day, price: 5, alternative: { low: 6, typical: 5, high: 7 } } }\n'),
    ['bad-value model.yaml:9:87'],
  ],
  ['protection that nobody funds', rest('protection: { most_loss: 10% }\n'), ['missing-key model.yaml:9:1']],
  [
    'a constituency of no schools',
    rest('governance: { constituencies: { heads: { seats: 2 } } }\n'),
    ['missing-key model.yaml:9:33'],
  ],
  ['bad debt above the whole', rest('bad_debt: { council: 101% }\n'), ['bad-value model.yaml:9:22']],
  ['payment terms of years', rest('payment_terms: { schools: 13 }\n'), ['bad-choice model.yaml:9:27']],
])('%s is refused where it stands', async (_, text, told) => {
  expect((await refused(text, ['forecast', '.'])).told).toEqual(told);
});
