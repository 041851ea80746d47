import { schoolsReport } from '../../report/index.js';
import { askedModel } from '../asked.js';
import type { Run } from '../command.js';

export const run: Run<object> = ([path = ''], options, io) => ({
  report: schoolsReport(askedModel(path, options, io).standing),
});
