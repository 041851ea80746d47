import { type Grain, periodsOf } from '../../src/model/index.js';
import { figureOf, lineNames, type Projection } from '../../src/projection/index.js';

/** Lines of a projection, all of them unless some are named, in every period of some grains, exactly. */
export function linesOf(
  projection: Projection,
  names: readonly string[] = lineNames(projection.model),
  grains: readonly Grain[] = ['year'],
): Record<string, string> {
  const periods = grains.flatMap((grain) => periodsOf(projection.model.calendar, grain));
  return Object.fromEntries(
    periods.flatMap((period) =>
      names.map((name): [string, string] => {
        const figure = figureOf(projection, name, period);
        return [`${name} ${period.label}`, figure.isKnown ? figure.exact.toString() : 'unknown'];
      }),
    ),
  );
}
