import { Exact, inWords, quotient, sum, times } from '../figures/index.js';
import { type Month, monthName, Problems, problem } from '../language/index.js';
import { ONE_SCHOOL } from '../pricing/index.js';
import type { JoinedBatch, Joiner } from './joiners.js';

/** A membership of one school that runs for some months. */
interface Run {
  readonly batch: JoinedBatch;
  readonly joiner: Joiner;
}

/**
 * Throws Problems where more than all of a school is a member in a month: it has chosen another tier while its
 * membership of one still runs, because the two have other membership years. Shares that are said and not chosen are
 * held against all of a school where the model is made.
 */
export function checkChosen(batches: readonly JoinedBatch[]): void {
  for (const runs of runsBySchool(batches).values()) {
    for (const { firstMonth } of runs.map(({ batch }) => batch)) {
      const together = runs.filter(({ batch }) => batch.firstMonth <= firstMonth && firstMonth <= batch.lastMonth);
      checkTogether(together, firstMonth);
    }
  }
}

function runsBySchool(batches: readonly JoinedBatch[]): ReadonlyMap<string, readonly Run[]> {
  const found = new Map<string, Run[]>();
  const runs = batches.flatMap((batch) => batch.joiners.map((joiner): Run => ({ batch, joiner })));
  for (const run of runs.filter(({ joiner: { members } }) => members.isKnown && members.exact.sign > 0)) {
    const known = found.get(run.joiner.school.id);
    if (known === undefined) found.set(run.joiner.school.id, [run]);
    else known.push(run);
  }
  return found;
}

function checkTogether(together: readonly Run[], at: Month): void {
  const [first] = together;
  const tiers = [...new Set(together.map(({ batch }) => batch.tier))].sort();
  if (first === undefined || tiers.length < 2) return;
  const { school } = first.joiner;
  const members = together.map(({ joiner }) => times(ONE_SCHOOL, joiner.members));
  const share = quotient<'rate'>('rate', sum('count', members), school.count ?? ONE_SCHOOL);
  if (!share.isKnown || share.exact.compare(Exact.one) <= 0) return;
  const data = {
    school: school.name,
    tiers: tiers.join(' and '),
    total: inWords(share),
    month: monthName(at),
    because: 'chosen' as const,
  };
  throw new Problems([problem('shares-exceed', school.span, data)]);
}
