import { type Count, constant, Exact, type Money, portion, sum, times, totalOf } from '../../figures/index.js';
import { keyInWords } from '../../language/index.js';
import { monthsOf, PHASES, type Phase, yearLabel, yearOf } from '../../model/index.js';
import type { Batch, Projection } from '../../projection/index.js';
import { sharedByWeight } from '../shared/by-weight.js';
import { shareOutOf } from './share-out.js';

/** What the members of one phase pay for membership in a company year, and what it costs on full cost to serve them. */
export interface PhaseResult {
  readonly phase: Phase;
  /** Averages of the year's months. */
  readonly members: Count;
  readonly pupils: Count;
  readonly income: Money;
  /** The cost of each tier, by its members or their pupils. */
  readonly cost: Money;
  readonly result: Money;
}

/**
 * Every phase that has members, in the usual order; together they come to what the tiers earn and cost on full cost.
 */
export function phaseResults(projection: Projection, year: number): readonly PhaseResult[] {
  const { calendar, sharing, tiers } = projection.model;
  const label = yearLabel(calendar, year);
  const found = new Map<Phase, { members: Count[]; pupils: Count[]; income: Money[]; cost: Money[] }>();
  const { streams } = shareOutOf(projection, year);
  for (const tier of tiers.keys()) {
    const stream = streams.find(({ id }) => id === `tiers.${tier}`);
    const parts = partsOf(projection, tier, year);
    if (stream === undefined) continue;
    const full = sum('money', [stream.direct, stream.share], `full cost of ${tier}, ${label}`);
    const weights = (of: (part: Part) => Count | Money): ReadonlyMap<Phase, Count | Money> =>
      new Map([...parts].map(([phase, part]) => [phase, of(part)]));
    const incomes = sharedByWeight(
      stream.income,
      weights(({ fees }) => fees),
      `income of ${tier} by phase`,
    );
    const costs = sharedByWeight(
      full,
      weights((part) => part[sharing.phasesBy]),
      `cost of ${tier} by phase`,
    );
    for (const [phase, { members, pupils }] of parts) {
      const all = found.get(phase) ?? { members: [], pupils: [], income: [], cost: [] };
      found.set(phase, all);
      all.members.push(members);
      all.pupils.push(pupils);
      all.income.push(incomes.get(phase) as Money);
      all.cost.push(costs.get(phase) as Money);
    }
  }
  return PHASES.flatMap((phase) => {
    const all = found.get(phase);
    if (all === undefined) return [];
    const name = keyInWords(phase);
    const income = totalOf('money', all.income, `${name}: membership income, ${label}`);
    const cost = totalOf('money', all.cost, `${name}: full cost of membership, ${label}`);
    return {
      phase,
      members: totalOf('count', all.members, `members of phase ${name}, ${label}`),
      pupils: totalOf('count', all.pupils, `pupils in members of phase ${name}, ${label}`),
      income,
      cost,
      result: totalOf('money', [income], `${name}: result, ${label}`, [cost]),
    };
  });
}

/** Of one tier and phase: members and pupils on average, and what is earned of their fees. */
interface Part {
  readonly members: Count;
  readonly pupils: Count;
  readonly fees: Money;
}

function partsOf(
  { membership, model: { calendar } }: Projection,
  tier: string,
  year: number,
): ReadonlyMap<Phase, Part> {
  const months = monthsOf(calendar, year);
  const found = new Map<Phase, { members: Count[]; pupils: Count[]; fees: Money[] }>();
  for (const batch of membership.batches) {
    const shared = months.filter((month) => batch.firstMonth <= month && month <= batch.lastMonth).length;
    if (batch.tier !== tier || shared === 0) continue;
    const ofYear = constant('rate', Exact.fraction(shared, months.length), `${shared} of ${months.length} months`);
    const length = batch.lastMonth - batch.firstMonth + 1;
    const ofPeriod = constant('rate', Exact.fraction(shared, length), `${shared} of ${length} months that it is for`);
    for (const [phase, charges] of byPhase(batch)) {
      const all = found.get(phase) ?? { members: [], pupils: [], fees: [] };
      found.set(phase, all);
      const at = yearOf(calendar, batch.firstMonth);
      const members = totalOf(
        'count',
        charges.map(({ members: share }) => asCount(share)),
      );
      const pupils = totalOf(
        'count',
        charges.map(({ members: share, school }) => times(membership.pupilsOf(school, at), share)),
      );
      all.members.push(times(members, ofYear));
      all.pupils.push(times(pupils, ofYear));
      if (batch.billed)
        all.fees.push(
          portion(
            totalOf(
              'money',
              charges.map(({ expected }) => expected),
            ),
            ofPeriod,
          ),
        );
    }
  }
  return new Map(
    [...found].map(([phase, { members, pupils, fees }]) => [
      phase,
      { members: totalOf('count', members), pupils: totalOf('count', pupils), fees: totalOf('money', fees) },
    ]),
  );
}

const ONE = constant('count', Exact.one, 'one school');
const asCount = (share: Batch['charges'][number]['members']): Count => times(ONE, share);

function byPhase({ charges }: Batch): ReadonlyMap<Phase, Batch['charges']> {
  const found = new Map<Phase, Batch['charges'][number][]>();
  for (const charge of charges) {
    const known = found.get(charge.school.phase);
    if (known === undefined) found.set(charge.school.phase, [charge]);
    else known.push(charge);
  }
  return found;
}
