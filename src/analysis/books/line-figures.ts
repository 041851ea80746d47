import { figureOf, lines, partCalled } from '../../projection/index.js';
import type { FigureEntries, FigureEntry, PeriodAt } from '../shared/figure-entry.js';

/**
 * Every line of a period. A line stands in its own list (`src/projection`), because tables and other lines are made of
 * it too.
 */
export const lineFigures: FigureEntries<PeriodAt> = Object.fromEntries(
  lines.map((line): [string, FigureEntry<PeriodAt>] => {
    const ids = line.parts?.ids ?? (() => []);
    return [
      line.name,
      {
        kind: () => line.measure,
        means: line.means,
        isSteady: true,
        parts: {
          listed: (model) => ['', ...ids(model)],
          takes: (part, model) => part === '' || ids(model).includes(part),
          means: (part, model) => (part === '' ? '' : `: ${partCalled(line, part, model)}`),
        },
        make: ({ projection, period }, part) =>
          figureOf(projection, part === '' ? line.name : `${line.name}.${part}`, period),
      },
    ];
  }),
);
