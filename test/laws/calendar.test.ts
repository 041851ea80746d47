import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GRAINS, periodsOf } from '../../src/model/index.js';
import { figureOf, lineNames } from '../../src/projection/index.js';
import { modelOf, models, type PlainMap, projectionOf, put } from '../support/models.js';
import { runs } from '../support/runs.js';

/* The calendar is a window on what happens, and not a part of it. */

const RUNS = runs(80, 5);

/** Every line of every whole period of a calendar: months, quarters, terms and years by their names. */
function told(data: PlainMap, years: number): ReadonlyMap<string, unknown> {
  const projection = projectionOf(put(data, ['calendar', 'years'], String(years)));
  const { model } = projection;
  const found = new Map<string, unknown>();
  for (const grain of GRAINS) {
    for (const period of periodsOf(model.calendar, grain)) {
      for (const name of lineNames(model)) {
        const { value } = figureOf(projection, name, period);
        found.set(`${name} of ${period.grain} ${period.id} (${period.first} to ${period.last})`, String(value));
      }
    }
  }
  return found;
}

test('a longer calendar changes nothing before its end', () => {
  fc.assert(
    fc.property(models, fc.integer({ min: 1, max: 3 }), (data, more) => {
      const { years } = modelOf(data).calendar;
      const longer = told(data, years.length + more);
      const changed = [...told(data, years.length)].filter(([name, value]) => longer.has(name) && longer.get(name) !== value);
      expect(changed.slice(0, 5).map(([name, value]) => `${name}: ${value}, and ${longer.get(name)}`)).toEqual([]);
    }),
    RUNS,
  );
});
