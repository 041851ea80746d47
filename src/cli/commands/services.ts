import { resultsReport } from '../../report/index.js';
import { askedModel, yearAsked } from '../asked.js';
import type { Run } from '../command.js';

export const run: Run<{ year?: string }> = ([path = ''], options, io) => {
  const { standing, projection } = askedModel(path, options, io);
  return { report: resultsReport(standing, projection, yearAsked(standing.model, options.year)) };
};
