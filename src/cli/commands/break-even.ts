import { periodNamed } from '../../projection/index.js';
import { breakEvenReport } from '../../report/index.js';
import { askedModel, yearAsked } from '../asked.js';
import type { Run } from '../command.js';

export const run: Run<{ year?: string }> = ([path = ''], options, io) => {
  const { standing, projection } = askedModel(path, options, io);
  const { calendar } = standing.model;
  const only = options.year === undefined ? undefined : periodNamed(calendar, 'year', String(yearAsked(standing.model, options.year)));
  return { report: breakEvenReport(standing, projection, only, io.progress) };
};
