import { Problems } from '../../language/index.js';
import { laterThan } from '../../model/index.js';
import { consultationReport } from '../../report/index.js';
import { askedModel, monthAsked, offersAsked, tierAsked, yearAsked } from '../asked.js';
import { type Run, Usage } from '../command.js';

export const run: Run<{ year?: string; tier?: string; asOf?: string }> = ([path = ''], options, io) => {
  const { standing, projection } = askedModel(path, options, io);
  const { model } = standing;
  const year = yearAsked(model, options.year);
  const tier = tierAsked(model, options.tier);
  if (model.consultation === undefined)
    throw new Usage(
      `${path} reads no consultation: write "consultation: { file: intentions.csv }" under "schools", with the answers beside the model`,
    );
  if (options.asOf !== undefined) {
    const later = laterThan(monthAsked(options.asOf, io), 'the month of --as-of', model.consultation.said);
    if (later.length > 0) throw new Problems(later);
  }
  return { report: consultationReport(standing, projection, { year, offers: offersAsked(projection, tier, year) }) };
};
