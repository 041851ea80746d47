import { isZero, type Money, type Rate, sum } from '../figures/index.js';
import { monthName, monthText, problem, type Scalar, type Span } from '../language/index.js';
import { spanOfCalendar } from './calendar.js';
import { type Contract, isNoSupply } from './costs.js';
import type { Loan } from './finance.js';
import type { Finder } from './finder.js';
import type { Model } from './model.js';
import type { National } from './national.js';
import { TYPES } from './school.js';
import { type ShareBy, STREAM_KINDS, streamsOf } from './sharing.js';

type Path = readonly string[];

/**
 * What the books need that no block can see by itself: taxes and their rates, loans and their limits, what costs are
 * for, and conversions.
 */
export function checkBooks(model: Model, finder: Finder): void {
  checkTaxes(model, finder);
  for (const [id, loan] of model.loans) checkLoan(id, loan, model, finder);
  for (const [id, { bought }] of model.capital)
    checkInside(['capital', id, 'bought'], bought, '"bought"', model, finder);
  checkStreams(model, finder);
  checkConversions(model, finder);
}

function checkInside(
  path: Path,
  month: number | undefined,
  what: string,
  { calendar }: Model,
  finder: Finder,
  place: 'at' | 'atKey' = 'at',
): void {
  if (month === undefined || (month >= calendar.first && month <= calendar.last)) return;
  finder[place](path, 'outside-calendar', { what, text: monthName(month), ...spanOfCalendar(calendar) });
}

function checkTaxes(model: Model, finder: Finder): void {
  const { tax, parameters } = model;
  if (tax.corporationTax !== undefined)
    checkRate(
      ['tax', 'corporation_tax'],
      parameters?.corporationTax?.rate,
      'the rate of corporation tax',
      model,
      finder,
    );
  if (tax.vat === undefined) return;
  checkRate(['tax', 'vat'], parameters?.vat?.rate, 'the rate of VAT', model, finder);
  checkInside(['tax', 'vat', 'from'], tax.vat.from, '"from"', model, finder);
  if (!tax.vat.registered) return;
  for (const kind of ['tiers', 'services', 'contracts'] as const) {
    for (const [id, terms] of model[kind]) {
      const isOutside = isNoSupply(terms as Contract);
      if (terms.vat === undefined && !isOutside)
        finder.atKey([kind, id], 'missing-key', {
          key: 'vat',
          within: `${kind}.${id}, of a company that is registered for VAT,`,
        });
    }
  }
}

/** A rate that is not known from the first month on would leave months without tax. */
function checkRate(
  path: Path,
  rate: National<Rate> | undefined,
  what: string,
  { calendar }: Model,
  finder: Finder,
): void {
  if (rate === undefined) {
    finder.at(path, 'missing-key', { key: 'parameters: england', within: 'a model that goes by national rates' });
    return;
  }
  if (rate.in(calendar.first) === undefined)
    finder.at(path, 'no-rate', { what, month: monthName(calendar.first), from: monthName(rate.first) });
}

function checkLoan(id: string, { drawn, limit, repaid, from, to }: Loan, model: Model, finder: Finder): void {
  const path = ['loans', id];
  checkInside([...path, 'from'], from, '"from"', model, finder);
  const [start, end] = [from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY];
  if (end < start) finder.at([...path, 'to'], 'ends-before-start', { start: monthName(start), end: monthName(end) });
  // A facility may stay open after the calendar, and one that closes before it is never drawn.
  else checkInside([...path, 'to'], Math.min(end, model.calendar.last), '"to"', model, finder);
  if (drawn === 'when_needed') return;
  for (const month of drawn.keys())
    checkInside([...path, 'drawn', monthText(month)], month, 'what is drawn in', model, finder, 'atKey');
  const last = Math.max(...drawn.keys());
  // A drawing outside the calendar is told by itself: the first repayment is right once its month is.
  if (repaid !== undefined && repaid.from <= last && last <= model.calendar.last) {
    const data = {
      text: monthText(repaid.from),
      expected: `a month after ${monthName(last)}`,
      why: 'it is repaid before all of it is drawn',
    };
    finder.at([...path, 'repaid', 'from'], 'bad-value', data);
  }
  if (limit !== undefined) checkLimit(path, [...drawn.values()], limit, finder);
}

function checkLimit(path: Path, drawn: readonly Money[], limit: Money, finder: Finder): void {
  const all = sum('money', drawn);
  if (!all.isKnown || !limit.isKnown || all.pence <= limit.pence) return;
  const data = {
    text: `£${all.exact.toFixed(2)}`,
    expected: `drawings of at most £${limit.exact.toFixed(2)} in all`,
    why: 'it is above the limit',
  };
  finder.at([...path, 'drawn'], 'bad-value', data);
}

function checkStreams(model: Model, finder: Finder): void {
  const known = streamsOf(model);
  const named = (path: Path, name: Scalar | undefined): void => {
    const all = [...STREAM_KINDS, ...known];
    if (name !== undefined && !all.includes(name.text))
      finder.at(path, 'unknown-name', { name: name.text, what: 'stream', known: all });
  };
  for (const [id, post] of model.staff) {
    named(['staff', id, 'for'], post.for);
    if (post.for !== undefined && post.days !== undefined) {
      finder.at(['staff', id, 'for'], 'either-or', {
        one: 'days',
        other: 'for',
        why: 'a post with days is for the streams that use them',
      });
    }
  }
  for (const [id, overhead] of model.overheads) {
    named(['overheads', id, 'for'], overhead.for);
    if (overhead.for !== undefined && overhead.shareBy !== undefined) {
      finder.at(['overheads', id, 'share_by'], 'either-or', {
        one: 'for',
        other: 'share_by',
        why: 'what is for one stream is not shared out',
      });
    }
    if (overhead.shareBy !== undefined)
      checkShares(['overheads', id, 'share_by'], overhead.shareBy, known, model, finder);
  }
  checkShares(['sharing', 'by'], model.sharing.by, known, model, finder);
}

/** Shares that come to zero would leave a cost with nobody. */
function checkShares(path: Path, by: ShareBy, known: readonly string[], { services }: Model, finder: Finder): void {
  if ('driver' in by) {
    const takesDays = [...services.values()].some(
      (service) => service.kind === 'traded' && service.delivery.days !== undefined,
    );
    if (by.driver === 'days' && !takesDays) {
      finder.at(path, 'bad-value', {
        text: 'days',
        expected: 'a driver that some stream has',
        why: 'no service takes days, so the shares come to zero',
      });
    }
    return;
  }
  for (const name of by.weights.keys())
    if (!known.includes(name)) finder.atKey([...path, name], 'unknown-name', { name, what: 'stream', known });
  const all = sum('count', [...by.weights.values()]);
  if (isZero(all)) {
    finder.at(path, 'bad-value', {
      text: 'zero in all',
      expected: 'parts that come to more than zero',
      why: 'nothing can be shared out by them',
    });
  }
}

/** Only a maintained school becomes an academy. */
function checkConversions(model: Model, finder: Finder): void {
  for (const school of model.schools) {
    if (school.converts === undefined) continue;
    const placeOf = (key: string): Span => finder.ofSchool(school.id, key) ?? school.span;
    if (TYPES[school.type] !== 'maintained') {
      const data = {
        text: school.type,
        expected: 'a maintained school',
        why: `"converts" makes an academy of ${school.name}, which is none of the council's`,
      };
      finder.add(problem('bad-value', placeOf('type'), data));
    }
    if (school.converts < model.calendar.first || school.converts > model.calendar.last) {
      const data = {
        what: `the conversion of ${school.name} in`,
        text: monthName(school.converts),
        ...spanOfCalendar(model.calendar),
      };
      finder.add(problem('outside-calendar', placeOf('converts'), data));
    }
  }
}
