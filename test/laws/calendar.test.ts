import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invoicesOf } from '../../src/analysis/index.js';
import { periodsOf } from '../../src/model/index.js';
import { figureOf, lineNames, type Projection } from '../../src/projection/index.js';
import { models, type PlainMap, projectionOf, put } from '../support/models.js';
import { at } from '../support/plain.js';
import { runs } from '../support/runs.js';

/* The end of the calendar is where a projection stops, and not where anything happens. */

/** Every line in every month and year of a calendar, of the same calendar or of a longer one, as exact as it is. */
function linesOf(of: Projection, { model: { calendar, ...model } }: Projection): Record<string, string> {
  const periods = [...periodsOf(calendar, 'month'), ...periodsOf(calendar, 'year')];
  const names = lineNames({ calendar, ...model });
  return Object.fromEntries(periods.flatMap((period) => names.map((name) => [`${name} ${period.id}`, String(figureOf(of, name, period).value)])));
}

test('the same model with a longer calendar is the same, month by month, but for what lies beyond', () => {
  fc.assert(
    fc.property(models, fc.integer({ min: 1, max: 2 }), (data: PlainMap, more) => {
      const years = String(Number(at(data, ['calendar', 'years'])) + more);
      const [short, long] = [projectionOf(data), projectionOf(put(data, ['calendar', 'years'], years))];
      expect(linesOf(long, short)).toEqual(linesOf(short, short));
      const { last } = short.model.calendar;
      const invoices = (projection: Projection) =>
        invoicesOf(projection).flatMap(({ number, month, gross }) => (month <= last ? [`${number} ${month} ${gross.value}`] : []));
      expect(invoices(long)).toEqual(invoices(short));
    }),
    runs(40, 61),
  );
});
