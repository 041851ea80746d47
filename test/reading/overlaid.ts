import { overlay } from '../../src/reading/overlaid.js';
import { treeOf } from './trees.js';

const BASE = `buyin: 1
assumptions:
  take_up: { value: 85%, range: { low: 70%, high: 90% }, basis: estimate }
  roll: { value: { 2019: -1%, 2020: -2% } }
tiers:
  offer:
    price:
      - { when: { phase: primary }, per_pupil: 19, cap: 12_500 }
      - { flat: 15_000 }
    single: { flat: 100 }
contracts:
  council: { per_year: 700_000, to: 2021-08 }
scenarios:
`;
/** A tree with some scenarios in it. */
export const base = (scenarios: string): ReturnType<typeof treeOf> =>
  treeOf(`${BASE}${scenarios.replace(/^/gm, '  ')}\n`);
/** The same with a scenario that changes nothing. */
export const none = base('same: { because: nothing changes }');

/** What some scenarios come to, applied together, and then what is set. */
export function applied(
  scenarios: string,
  picks: readonly string[],
  sets: readonly string[] = [],
): ReturnType<typeof overlay> {
  return overlay(base(scenarios), picks, sets);
}
