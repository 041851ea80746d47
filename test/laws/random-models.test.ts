import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Problems } from '../../src/language/index.js';
import type { Source } from '../../src/reading/index.js';
import { models, type PlainMap, sourceOf, yamlOf } from '../support/models.js';
import { isMap, mapAt } from '../support/plain.js';
import { runs } from '../support/runs.js';
import { withScenarios } from '../support/scenarios.js';

/* What the laws are tried on: models and scenarios that are accepted, with everything that they are said to have. */

const sized = (kind: string) => (data: PlainMap) =>
  Object.values(mapAt(data, kind)).filter((each) => each !== undefined).length;
/** A model as it is written, without its scenarios, and these alone: each written once for all that is asked of it. */
const texts = new WeakMap<PlainMap, { readonly model: string; readonly scenarios: string }>();
function textsOf(data: PlainMap): { readonly model: string; readonly scenarios: string } {
  const found = texts.get(data) ?? {
    model: yamlOf({ ...data, scenarios: undefined }),
    scenarios: yamlOf(mapAt(data, 'scenarios'), '    '),
  };
  texts.set(data, found);
  return found;
}
const has =
  (text: RegExp) =>
  (data: PlainMap): boolean =>
    text.test(textsOf(data).model);
const changes =
  (text: RegExp) =>
  (data: PlainMap): boolean =>
    text.test(textsOf(data).scenarios);

const classesOf = (data: PlainMap, kind: string): ReadonlySet<unknown> =>
  new Set(Object.values(mapAt(data, kind)).flatMap((said) => (isMap(said) ? [said.vat] : [])));

/** What random models have, each in so many of a thousand at least. */
const COVERED: Readonly<Record<string, readonly [least: number, has: (data: PlainMap) => boolean]>> = {
  'one tier': [100, (data) => sized('tiers')(data) === 1],
  'two tiers': [100, (data) => sized('tiers')(data) === 2],
  'three tiers': [100, (data) => sized('tiers')(data) === 3],
  'shares of their own': [200, (data) => data.choice === undefined],
  'choice by value': [50, has(/rule: best_value/)],
  'choice by odds': [50, has(/rule: logit/)],
  'choice as assigned': [50, has(/rule: assigned/)],
  'bands by amount': [50, has(/mode: flat/)],
  'bands by rate': [50, has(/mode: slab/)],
  'bands by unit': [50, has(/mode: graduated/)],
  packs: [50, has(/packs:/)],
  'rates on drivers': [50, has(/per:\n +teachers/)],
  blocks: [20, has(/blocks:/)],
  discounts: [50, has(/discounts:\n +- /)],
  'more than three years': [50, has(/years: [456]/)],
  'a contract, a post or a cost that ends': [100, has(/ to: 20/)],
  'a school that converts': [50, has(/converts: /)],
  'a roll that falls to nobody': [50, has(/(201\d|2020-02): 0\n/)],
  'a school that opens': [50, has(/ opens: /)],
  'a school that closes': [50, has(/ closes: /)],
  'a school that goes into another': [20, has(/ into: /)],
  'a school that becomes a member later': [50, has(/ member_from: /)],
  'a school that leaves': [50, has(/ leaves: /)],
  'a term with notice': [50, has(/ notice: [1-9]/)],
  'a school that changes its trust': [50, has(/trust:\n +2018: /)],
  'a service in packs': [50, has(/packs:\n +of: units/)],
  'a service in bands': [50, has(/bands:\n +of: units/)],
  'a service whose price is for members': [50, has(/member: yes/)],
  'a season': [50, has(/season:/)],
  'a range': [50, has(/range:/)],
  states: [50, has(/states:/)],
  'an assumption in a price': [20, has(/(flat|per_pupil|amount|price): =a_/)],
  'an assumption in a share': [20, has(/(joins|others|primary|member|likely|no): =a_/)],
  'a price of a trust': [50, has(/group:\n +by: trust/)],
  'a price under a head': [50, has(/group:\n +by: head/)],
  'the dearest of a group': [50, has(/charge: larger/)],
  'a school that does not recover VAT': [200, has(/type: (further_education|sixth_form_college|independent)/)],
  'a company that registers later': [30, has(/registered: yes\n +from: 20/)],
  'services of two classes': [50, (data) => classesOf(data, 'services').size > 1],
  'tiers of two classes': [50, (data) => classesOf(data, 'tiers').size > 1],
};

/** What the scenarios of random models have. */
const CHANGED: typeof COVERED = {
  'a tier removed': [80, changes(/- tiers\.\w+\n/)],
  'a service removed': [80, changes(/- services\.\w+\n/)],
  'a post removed': [100, changes(/- staff\.\w+\n/)],
  'schools removed': [50, changes(/- schools\.\w+\.\w+\n/)],
  'a contract removed': [50, changes(/- contracts\.\w+\n/)],
  'a cost removed': [50, changes(/- (overheads|capital)\.\w+\n/)],
  'a loan removed': [40, changes(/- loans\.\w+\n/)],
  'what a tier includes removed': [20, changes(/- tiers\.\w+\.includes\.\w+\n/)],
  'a choice removed': [20, changes(/- choice\n/)],
  'a tier added': [100, changes(/ tiers:\n( {6}.*\n)*? +add:\n +new_/)],
  'a service added': [100, changes(/ services:\n( {6}.*\n)*? +add:\n +new_/)],
  'a post added': [100, changes(/ staff:\n( {6}.*\n)*? +add:\n +new_/)],
  'a choice added': [20, changes(/add:\n +choice:/)],
  'other shares': [100, changes(/joins: /)],
  'other years': [20, changes(/years: /)],
  'a school that closes': [10, changes(/pupils:\n +2018: .*\n +2019: 0\n/)],
  'another count of schools': [10, changes(/count: /)],
  'a relative change': [20, changes(/times: /)],
  'a state that brings a scenario': [20, has(/scenario: (one|two|nothing)/)],
};

/**
 * Holds that each of some models is accepted, with all its scenarios, and that together they have what they are said to
 * have.
 */
function accepted(all: fc.Arbitrary<PlainMap>, covered: typeof COVERED, tried: ReturnType<typeof runs>): void {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(all, (data) => {
      const source = sourceOf(data);
      for (const name of Object.keys(mapAt(data, 'scenarios'))) expect(problemsOf(source, name), name).toEqual([]);
      for (const [each, [, covers]] of Object.entries(covered))
        if (covers(data)) seen.set(each, (seen.get(each) ?? 0) + 1);
    }),
    tried,
  );
  const told = Object.entries(covered).map(([each, [least]]) => ({
    each,
    found: seen.get(each) ?? 0,
    least: (least * tried.numRuns) / 1000,
  }));
  expect(told.filter(({ found, least }) => found < least)).toEqual([]);
}

test('every random model is accepted', () => {
  accepted(models, COVERED, runs(800, 3));
});

test('every scenario of a random model is accepted', () => {
  accepted(withScenarios, CHANGED, runs(400, 4));
});

function problemsOf(source: Source, scenario: string): readonly string[] {
  try {
    source.load({ scenarios: [scenario], sets: [] });
    return [];
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return error.problems.map(({ code, data: why }) => `${code} ${JSON.stringify(why)}`);
  }
}
