import { simulated } from '../../analysis/simulation/index.js';
import { drawReport, simulationReport } from '../../report/index.js';
import { askedModel, chancesAsked, drawAsked } from '../asked.js';
import { type Run, Usage } from '../command.js';

interface Options {
  readonly draws: string;
  readonly seed: string;
  readonly draw?: string;
  readonly percentiles: string;
}

export const run: Run<Options> = async ([path = ''], options, io) => {
  const asked = askedModel(path, options, io);
  if (options.draw !== undefined) {
    const { standing, projection, sets, rolls } = drawAsked(asked, options);
    return { report: drawReport(standing, { projection, sets, rolls }, asked.projection, options.set) };
  }
  const chances = chancesAsked(options);
  const percentiles = percentilesIn(options.percentiles);
  const pick = { scenarios: asked.standing.scenarios, sets: options.set };
  const found = await simulated(
    { source: asked.source, pick, model: asked.standing.model, chances, engine: io.engine },
    (what, done) => io.progress(`${path}: ${what}`, done),
  );
  return {
    report: simulationReport({
      standing: asked.standing,
      projection: asked.projection,
      uses: asked.source.usedIn(pick).uses,
      simulated: found,
      percentiles,
    }),
  };
};

/** `5,50,95` as shares that rise. Throws Usage for what is no percentile. */
function percentilesIn(said: string): readonly number[] {
  const shares = said.split(',').map((each) => (/^\d{1,2}(\.\d{1,2})?$/.test(each.trim()) ? Number(each) / 100 : 0));
  if (shares.some((share) => share <= 0))
    throw new Usage(`${said} is no list of percentiles: write it as 5,50,95, each above 0 and below 100`);
  return [...new Set(shares)].sort((a, b) => a - b);
}
