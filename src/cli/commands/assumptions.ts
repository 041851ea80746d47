import { effectsOf, outcomesOf } from '../../analysis/index.js';
import { assumptionsReport } from '../../report/index.js';
import { askedModel, monthAsked } from '../asked.js';
import type { Run } from '../command.js';

export const run: Run<{ asOf?: string }> = ([path = ''], options, io) => {
  const { source, projection, standing } = askedModel(path, options, io);
  const pick = { scenarios: standing.scenarios, sets: options.set };
  const effects = effectsOf(source, pick, projection, io.progress);
  const today = monthAsked(options.asOf, io);
  return {
    report: assumptionsReport({
      standing,
      outcomes: outcomesOf(projection),
      effects,
      uses: source.uses,
      inScenarios: source.usesInScenarios,
      today,
    }),
  };
};
