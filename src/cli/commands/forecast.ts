import type { Grain } from '../../model/index.js';
import { type Statement, statementsReport } from '../../report/index.js';
import { askedModel } from '../asked.js';
import type { Run } from '../command.js';

export const run: Run<{ by: Grain; detail?: boolean; statement?: Statement }> = ([path = ''], options, io) => {
  const { standing, projection } = askedModel(path, options, io);
  return { report: statementsReport(standing, projection, options.by, options.detail === true, options.statement) };
};
