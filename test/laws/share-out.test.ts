import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phaseResults, shareOutOf, streamSubsidies } from '../../src/analysis/index.js';
import type { Money } from '../../src/figures/index.js';
import type { Period } from '../../src/model/index.js';
import { figureOf, type Projection, periodNamed } from '../../src/projection/index.js';
import { models, projectionOf, put } from '../support/models.js';
import { ofRuns, runs } from '../support/runs.js';

/* Sharing out loses nothing and makes nothing, whatever the model and the driver. */

const DRIVERS = ['income', 'equal', 'direct_cost', 'days'];
const total = (amounts: readonly Money[]): number => amounts.reduce((sum, { pence }) => sum + pence, 0);

test('shares add to the pool, results to the surplus before tax, phases to their tiers, and who pays for whom to both sides', () => {
  let seen = 0;
  fc.assert(
    fc.property(models, fc.constantFrom(...DRIVERS), (data, driver) => {
      const services = Object.values(
        (data.services ?? {}) as Record<string, { delivery?: { days?: string } } | undefined>,
      );
      fc.pre(driver !== 'days' || services.some((service) => service?.delivery?.days !== undefined));
      const projection = projectionOf(put(data, ['sharing'], { by: driver }));
      for (const year of projection.model.calendar.years) if (holds(projection, year)) seen++;
    }),
    runs(60, 1),
  );
  expect(seen).toBeGreaterThan(ofRuns(60));
});

/** Whether there was anything to hold: not where a result is unknown. */
function holds(projection: Projection, year: number): boolean {
  const { streams, pool } = shareOutOf(projection, year);
  if (streams.some(({ result }) => !result.isKnown)) return false;
  const period = periodNamed(projection.model.calendar, 'year', String(year)) as Period;
  expect(total(streams.map(({ share }) => share))).toBe(pool.pence);
  expect(total(streams.map(({ result }) => result))).toBe(
    (figureOf(projection, 'surplus.before_tax', period) as Money).pence,
  );
  const tiers = streams.filter(({ id }) => id.startsWith('tiers.'));
  expect(total(phaseResults(projection, year).map(({ result }) => result))).toBe(
    total(tiers.map(({ result }) => result)),
  );
  const results = new Map(streams.map(({ id, result }) => [id, result.pence]));
  const { payers, receivers, pays, kept, fromReserves } = streamSubsidies(projection, year);
  for (const payer of payers)
    expect(total(receivers.map((each) => pays(payer, each))) + kept(payer).pence).toBe(results.get(payer));
  for (const each of receivers)
    expect(total(payers.map((payer) => pays(payer, each))) + fromReserves(each).pence).toBe(
      -(results.get(each) as number),
    );
  if (total(receivers.map(fromReserves)) > 0)
    expect(payers.map((payer) => kept(payer).pence)).toEqual(payers.map(() => 0));
  return true;
}
