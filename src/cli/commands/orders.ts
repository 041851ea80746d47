import { ordersReport } from '../../report/index.js';
import { askedModel, yearAsked } from '../asked.js';
import { type Run, Usage } from '../command.js';

export const run: Run<{ year?: string }> = ([path = ''], options, io) => {
  const { standing, projection } = askedModel(path, options, io);
  if (standing.model.orders === undefined)
    throw new Usage(
      `${path} reads no orders: write "orders: { file: orders.csv }" under "schools", with the orders beside the model`,
    );
  return { report: ordersReport(standing, projection, yearAsked(standing.model, options.year)) };
};
