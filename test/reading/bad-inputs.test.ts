import { expect, test } from 'vitest';
import { play } from '../support/play.js';
import { HEADING, model, refused, rolled } from '../support/refused.js';

const tiers = (terms: string): string => model({ tiers: `tiers:\n  membership: { ${terms} }\n` });
const schools = (oak: string): string => model({ schools: `schools:\n  named:\n    oak: { phase: primary, type: community, ${oak} }\n` });
const CLASH = 'scenarios:\n  low: { tiers: { membership: { joins: 60% } } }\n  high: { tiers: { membership: { joins: 90% } } }\n';

test.each<[string, string, string[]]>([
  ['a wrong key', tiers('price: { per_pupl: 10 }, joins: 100%'), ['missing-key model.yaml:8:17', 'unknown-key model.yaml:8:26']],
  ['a key that stands twice', tiers('price: { flat: 1 }, joins: 1%, joins: 2%'), ['duplicate-key model.yaml:8:48']],
  ['an alias', tiers('price: *tariff, joins: 100%'), ['yaml-feature model.yaml:8:24']],
  ['an anchor', tiers('price: &tariff { flat: 1 }, joins: 100%'), ['yaml-feature model.yaml:8:24']],
  ['a tag', tiers('price: { flat: !!int 5 }, joins: 100%'), ['yaml-feature model.yaml:8:32']],
  ['a merge key', tiers('<<: { price: { flat: 1 } }, joins: 100%'), ['yaml-feature model.yaml:8:17', 'missing-key model.yaml:8:3'].slice(0, 1)],
  ['a second document', `${model()}---\n${model()}`, ['yaml-feature model.yaml:9:1']],
  ['a negative roll', schools('pupils: -200'), ['bad-value model.yaml:6:53']],
  ['a fraction of a penny', tiers('price: { flat: 10.005 }, joins: 100%'), ['bad-value model.yaml:8:32']],
  ['a fraction of a penny in a cap', tiers('price: { per_pupil: 1, cap: 10.005 }, joins: 100%'), ['bad-value model.yaml:8:45']],
  ['a cap below its floor', tiers('price: { per_pupil: 1, floor: 2, cap: 1 }, joins: 100%'), ['cap-below-floor model.yaml:8:55']],
  ['prices that no school fits', tiers('price: { when: { phase: special }, flat: 1 }, joins: 100%'), ['no-price model.yaml:8:24']],
  ['a price without an amount', tiers('price: { cap: 1 }, joins: 100%'), ['missing-key model.yaml:8:17']],
  ['a price that is a number', tiers('price: 19, joins: 100%'), ['wrong-shape model.yaml:8:24']],
  ['a share above the whole', tiers('price: { flat: 1 }, joins: 101%'), ['bad-value model.yaml:8:44']],
  ['a fall by more than all', tiers('price: { flat: 1 }, joins: 1%, uplift: -101%'), ['bad-value model.yaml:8:56']],
  [
    'a condition on an attribute that no school has',
    tiers('price: { flat: 1, floor: { amount: 1, when: { fase: primary } } }, joins: 100%'),
    ['unknown-name model.yaml:8:63'],
  ],
  ['a date outside the calendar', model({ rest: 'contracts: { a: { kind: grant, per_year: 1, starts: 2026-09 } }\n' }), ['outside-calendar model.yaml:9:53']],
  ['a date that is none', model({ rest: 'contracts: { a: { kind: grant, per_year: { 2025-9: 1 } } }\n' }), ['bad-value model.yaml:9:44']],
  ['an unknown figure in a check', model({ rest: 'checks: { a: { figure: incom, at_least: 1 } }\n' }), ['unknown-figure model.yaml:9:24']],
  ['a check for no scenario', model({ rest: 'checks: { a: { figure: income, scenarios: [lo], at_least: 1 } }\n' }), ['unknown-scenario model.yaml:9:44']],
  ['a check of nothing', model({ rest: 'checks: { a: { at_least: 1 } }\n' }), ['missing-key model.yaml:9:11']],
  ['a misspelt part of the model', model({ head: 'buyin: 1\nnam: Small\ncalendar: { starts: 2025-09, years: 1, year_starts: May }\n' }), ['unknown-key model.yaml:2:1']],
  ['a name that every object has', model({ rest: 'overheads: { __proto__: { per_year: 1 } }\n' }), ['bad-key model.yaml:9:14']],
  ['an empty scenario', model({ rest: 'scenarios:\n  low:\n' }), ['wrong-shape model.yaml:10:7']],
  ['a file that is not there', model({ schools: 'schools: { file: schools.csv }\n' }), ['no-file model.yaml:4:18']],
  ['a file elsewhere', model({ schools: 'schools: { file: ../schools.csv }\n' }), ['outside-folder model.yaml:4:18']],
])('%s is refused where it stands', async (_, text, told) => {
  expect((await refused(text, [text.includes('scenarios:\n') || text.includes('checks:') ? 'compare' : 'forecast', '.'])).told).toEqual(told);
});
