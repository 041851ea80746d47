import { evenOddsOf } from '../../analysis/simulation/index.js';
import type { Period } from '../../model/index.js';
import { periodNamed } from '../../projection/index.js';
import { breakEvenReport, VIEWS_ASKED } from '../../report/index.js';
import { askedModel, chancesAsked, yearAsked } from '../asked.js';
import { type Run, Usage } from '../command.js';

interface Options {
  readonly year?: string;
  readonly by?: (typeof VIEWS_ASKED)[number] | 'all';
  readonly order?: 'fee' | 'probability';
  readonly draws: string;
  readonly seed: string;
}

export const run: Run<Options> = async ([path = ''], { year: said, by, order, ...common }, io) => {
  if (order !== undefined && by !== 'coalition' && by !== 'all')
    throw new Usage('--order says in which order schools join a coalition: ask for one with --by coalition');
  if (said !== undefined && by === 'month')
    throw new Usage('--by month follows the company from its first month to its last: leave --year out');
  const { source, standing, projection } = askedModel(path, common, io);
  const year = periodNamed(standing.model.calendar, 'year', String(yearAsked(standing.model, said))) as Period;
  const chances = chancesAsked(common);
  const pick = { scenarios: standing.scenarios, sets: common.set };
  const isDrawn = by === 'chance' || by === 'all';
  return {
    report: breakEvenReport(standing, projection, {
      things: by === undefined || by === 'all' ? { only: said === undefined ? undefined : year } : undefined,
      views: by === undefined ? [] : by === 'all' ? VIEWS_ASKED : [by],
      year,
      order: order ?? 'fee',
      uses: source.usedIn(pick).uses,
      odds: isDrawn
        ? await evenOddsOf({ source, pick, model: standing.model, chances, engine: io.engine, progress: io.progress })
        : undefined,
      progress: io.progress,
    }),
  };
};
