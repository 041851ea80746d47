import type { Grain } from '../../model/index.js';
import { forecastReport } from '../../report/index.js';
import { askedModel } from '../asked.js';
import type { Run } from '../command.js';

export const run: Run<{ by: Grain; detail?: boolean }> = ([path = ''], options, io) => {
  const { standing, projection } = askedModel(path, options, io);
  return { report: forecastReport(standing, projection, options.by, options.detail === true) };
};
