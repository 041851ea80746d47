import {
  type Count,
  charge,
  constant,
  Exact,
  type Figure,
  larger,
  type Money,
  nothing,
  type Price,
  part,
  portion,
  quotient,
  type Rate,
  smaller,
  sum,
  times,
} from '../figures/index.js';
import { type Dated, type Month, valueIn } from '../language/index.js';
import {
  type Model,
  monthInYear,
  nameIn,
  type Parameters,
  type Pension,
  type PensionScheme,
  type Post,
  yearLabel,
  yearOf,
} from '../model/index.js';
import { growthOf } from './growth.js';
import type { Posts } from './posts.js';
import { type PayView, Salaries } from './salaries.js';

const TWELFTH = constant('rate', Exact.fraction(1, 12), 'a month of twelve');
const TWELVE = constant('count', Exact.of(12), 'months of a year');
const ALL = constant('rate', Exact.one, 'all');

/** What pay hangs on. */
export type PayParts = Pick<Model, 'calendar' | 'staff' | 'payroll' | 'parameters'>;

/** What a post costs in one month. */
export interface Cost {
  readonly pay: Money;
  /** Employer's National Insurance and pension, or on-costs as one rate. */
  readonly added: readonly { readonly what: 'ni' | 'pension' | 'on-costs'; readonly amount: Money }[];
}

interface People {
  readonly fte: Count;
  readonly all: Count;
  readonly filled: Count;
}

/** What posts cost, month by month: an amount of a year is spread over its twelve payslips. */
export class PostCosts {
  private readonly salaries: Salaries;
  private readonly made = new Made();
  private readonly parts = new Map<Money, Money[]>();

  constructor(
    private readonly model: PayParts,
    private readonly posts: Posts,
  ) {
    this.salaries = new Salaries(model, growthOf(model));
  }

  /**
   * What a post costs in a month, or payslips show while an award that holds already is still to be settled; undefined
   * before its first amounts.
   */
  in(id: string, post: Post, month: Month, view: PayView): Cost | undefined {
    const year = this.yearOf(id, post, month, view);
    if (year === undefined) return undefined;
    const index = monthInYear(this.model.calendar, month);
    const added = this.added(id, post, month, year.each, year.all, this.labelOf(id, month));
    return {
      pay: this.monthOf(year.all, index),
      added: added.map(({ what, amount }) => ({ what, amount: this.monthOf(amount, index) })),
    };
  }

  /** The month in which every award that holds in another is paid. */
  settledIn(post: Post, at: Month): Month {
    return this.salaries.settledIn(post, at);
  }

  /** Posts with a pension go by national rates, which a model then has. */
  private get parameters(): Parameters {
    return this.model.parameters as Parameters;
  }

  private monthOf(year: Money, index: number): Money {
    const parts = this.parts.get(year) ?? [];
    this.parts.set(year, parts);
    parts[index] ??= part(year, index, 12);
    return parts[index];
  }

  private labelOf(id: string, month: Month): string {
    return `${nameIn(this.model, 'staff', id)}, ${yearLabel(this.model.calendar, yearOf(this.model.calendar, month))}`;
  }

  /** Pay of a year at the terms of one month: of one full-time post, and of all that are filled. */
  private yearOf(id: string, post: Post, month: Month, view: PayView): { each: Money; all: Money } | undefined {
    const fte = this.posts.filled(post, month);
    const salary = this.salaries.in(id, post, month, view);
    if (fte === undefined || salary === undefined) return undefined;
    const allowances = post.allowances && valueIn(post.allowances, month, this.model.calendar.yearStarts);
    const each =
      allowances === undefined
        ? salary
        : this.once(['gross', salary, allowances], () => sum('money', [salary, allowances], 'salary and allowances'));
    return {
      each,
      all: this.once([id, 'pay', each, fte], () => portion(each, fte, `pay of ${this.labelOf(id, month)}`)),
    };
  }

  /** What the employer adds to the pay of a year, at the terms of one month. */
  private added(id: string, post: Post, month: Month, each: Money, year: Money, label: string): Cost['added'] {
    const { onCosts } = post;
    if ('all' in onCosts) {
      const rate = this.valueAt(onCosts.all, month);
      return rate === undefined
        ? []
        : [
            {
              what: 'on-costs',
              amount: this.once([id, 'on-costs', year, rate], () => portion(year, rate, `on-costs of ${label}`)),
            },
          ];
    }
    const people = this.peopleOf(post, month);
    const ni = this.nationalInsurance(id, month, each, people, label);
    const pension = this.pension(id, onCosts.pension, month, each, year, people, label);
    return [
      ...(ni === undefined ? [] : [{ what: 'ni' as const, amount: ni }]),
      ...(pension === undefined ? [] : [{ what: 'pension' as const, amount: pension }]),
    ];
  }

  /** The people of a post, all of them and those in post, and full-time equivalents for each. */
  private peopleOf(post: Post, month: Month): People {
    const fte = this.valueAt(post.fte, month) as Count;
    const all = post.people ?? this.posts.heads(fte);
    const { vacancy } = post;
    const filled =
      vacancy === undefined
        ? all
        : this.once(['people', post, all], () =>
            times(all, sum('rate', [ALL], 'the share that is filled', [vacancy]), 'people in post'),
          );
    return { fte, all, filled };
  }

  /** Pay of one person a year. */
  private eachPerson(each: Money, { fte, all }: People): Price {
    return this.once(['person', each, fte, all], () =>
      quotient<'price'>('price', portion(each, fte), all, 'pay of each person a year'),
    );
  }

  private nationalInsurance(id: string, month: Month, each: Money, people: People, label: string): Money | undefined {
    const national = this.parameters.employerNi as NonNullable<Parameters['employerNi']>;
    const byYear = this.model.payroll.niBy === 'year';
    const rate = national.rate.in(month) as Rate;
    const threshold = (byYear ? national.thresholdYear : national.thresholdMonth).in(month);
    if (threshold === undefined) return undefined;
    const person = this.eachPerson(each, people);
    const amount = this.once([id, 'ni', person, people.filled, rate, threshold], () => {
      const pay = byYear ? person : times(person, TWELFTH, 'pay of each person a month');
      const above = larger('price', [sum('price', [pay], 'pay above the threshold', [threshold]), nothing('price')]);
      const payslips = byYear ? people.filled : times(people.filled, TWELVE, 'payslips a year');
      return charge(
        times(above, rate, "employer's contribution on a payslip"),
        payslips,
        `employer's National Insurance of ${label}`,
      );
    });
    return amount;
  }

  private pension(
    id: string,
    said: Pension,
    month: Month,
    each: Money,
    year: Money,
    people: People,
    label: string,
  ): Money | undefined {
    if (said === 'none') return undefined;
    if ('rate' in said) {
      const own = this.valueAt(said.rate, month);
      return (
        own &&
        this.once([id, 'pension', year, own], () => portion(year, own, `employer's pension contributions of ${label}`))
      );
    }
    const scheme = this.parameters.pensions.get(said.scheme.text) as PensionScheme;
    return this.contribution(id, scheme, scheme.rate.in(month) as Rate, month, each, year, people, label);
  }

  private contribution(
    id: string,
    scheme: PensionScheme,
    rate: Rate,
    month: Month,
    each: Money,
    year: Money,
    people: People,
    label: string,
  ): Money {
    const lower = scheme.lowerLimit?.in(month);
    const upper = scheme.upperLimit?.in(month);
    const name = `employer's pension contributions of ${label}`;
    if (lower === undefined && upper === undefined)
      return this.once([id, 'pension', year, rate], () => portion(year, rate, name));
    const person = this.eachPerson(each, people);
    return this.once([id, 'pension', person, people.filled, rate, lower ?? 0, upper ?? 0], () => {
      const capped = upper === undefined ? person : smaller('price', [person, upper]);
      const above =
        lower === undefined
          ? capped
          : larger('price', [sum('price', [capped], 'qualifying earnings', [lower]), nothing('price')]);
      return charge(times(above, rate), people.filled, name);
    });
  }

  private valueAt<F>(dated: Dated<F>, month: Month): F | undefined {
    return valueIn(dated, month, this.model.calendar.yearStarts);
  }

  /** One figure for what is made of the same figures, so that tables, workings and searches share it. */
  private once<F extends Figure>(of: readonly (object | string | number)[], make: () => F): F {
    let place = this.made;
    for (const each of of) place = place.next(each);
    place.figure ??= make();
    return place.figure as F;
  }
}

/** A figure that was made of some things, at the end of a way of one step for each of them. */
class Made {
  figure: Figure | undefined;
  private ways: Map<unknown, Made> | undefined;

  next(by: unknown): Made {
    this.ways ??= new Map();
    let found = this.ways.get(by);
    if (found === undefined) {
      found = new Made();
      this.ways.set(by, found);
    }
    return found;
  }
}
