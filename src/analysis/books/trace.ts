import type { Figure } from '../../figures/index.js';
import { periodsOf } from '../../model/index.js';
import { fits } from '../../pricing/index.js';
import { figureOf, lineNames, type Projection } from '../../projection/index.js';
import { obligations, outcomeOf } from '../obligations/index.js';

/**
 * Everything that a model comes to, as one text: every line of every year, cash by month, what each school would pay in
 * each tier that it may take, and what every test of a board says. Two models of one text cannot be told apart by their
 * figures.
 */
export function traceOf(projection: Projection): string {
  const { model, membership, journal } = projection;
  const years = periodsOf(model.calendar, 'year');
  const lines = lineNames(model).flatMap((name) =>
    years.map((year) => `${name} ${year.id} ${said(figureOf(projection, name, year))}`),
  );
  const cash = periodsOf(model.calendar, 'month').map(
    (month) => `cash ${month.id} ${said(journal.balance('cash', month.last))}`,
  );
  const fees = model.schools.flatMap((school) =>
    [...model.tiers].flatMap(([id, terms]) =>
      fits(terms.eligible, school.attributes)
        ? years.map((year) => {
            const quote = membership.quoteFor(terms, school, Number(year.id));
            return `${school.id} ${id} ${year.id} ${quote === undefined ? 'none' : said(quote.fee)}`;
          })
        : [],
    ),
  );
  const tests = obligations.flatMap((test) =>
    test.skipped(projection) === undefined
      ? years.map((year) => `${test.id} ${year.id} ${outcomeOf(test, projection, year).verdict}`)
      : [`${test.id} not tested`],
  );
  return [...lines, ...cash, ...fees, ...tests].join('\n');
}

const said = (figure: Figure): string => (figure.isKnown ? figure.exact.toString() : 'unknown');
