import {
  constant,
  Exact,
  type Figure,
  type Money,
  portion,
  restingOn,
  sum,
  totalOf,
  type Unknown,
  unknown,
  type Value,
} from '../../figures/index.js';
import { type Model, monthsOf, type Period } from '../../model/index.js';
import { FOLLOWING, type Projection, periodNamed } from '../../projection/index.js';
import { type Staying, Thinned } from './thinned.js';

/**
 * What the company saves in a company year where some of its members leave, and what it no longer earns from them
 * beside membership: costs for each member and pupil, steps, what membership includes, services that members buy.
 * Overheads and posts that do not follow members are in neither.
 */
class Following {
  /** Costs and income but for fees, each with its sign. */
  private readonly lines: readonly { readonly figure: Figure; readonly sign: 1 | -1 }[];
  private readonly valuesOf: (staying: Staying) => Value[];

  constructor(private readonly thinned: Thinned) {
    const { projection: turned, levers, year } = thinned;
    const period = periodNamed(turned.model.calendar, 'year', String(year)) as Period;
    const lines = [
      ...accountsOf(turned.journal, 'cost').map((account) => ({ account, sign: 1 as const })),
      ...accountsOf(turned.journal, 'income').map((account) => ({ account, sign: -1 as const })),
    ].map(({ account, sign }) => ({ figure: turned.journal.flow(account, period.first, period.last), sign }));
    const { moving } = restingOn(
      lines.map(({ figure }) => figure),
      levers.values(),
    );
    const follows = new Set(moving);
    this.lines = lines.filter(({ figure }) => follows.has(figure));
    this.valuesOf = thinned.asking(this.lines.map(({ figure }) => figure));
  }

  /** What is spent on members less what they bring beside their fees, in a full year, with some of them gone. */
  with(staying: Staying, label: string): Money {
    const values = this.valuesOf(staying);
    let pence = 0;
    for (const [i, { sign }] of this.lines.entries()) {
      const value = values[i] as Value;
      if (typeof value !== 'number') return unknown('money', ...(value as Unknown).reasons);
      pence += sign * value;
    }
    return ofFullYear(constant('money', Exact.pounds(pence), label), this.thinned.of.model, this.thinned.year);
  }
}

/**
 * What is saved as members leave, by what follows them and by what the company does then; worked out when somebody
 * leaves and not before.
 */
export class Savings {
  private following: Following | undefined;
  private all: Money | undefined;

  constructor(
    private readonly thinned: Thinned,
    private readonly mitigated: Projection | undefined,
  ) {}

  /** What is saved, and no longer earned beside fees, with some of the members gone. */
  savedWith(staying: Staying): Money {
    const { of, year } = this.thinned;
    this.following ??= new Following(this.mitigated === undefined ? this.thinned : new Thinned(this.mitigated, year));
    this.all ??= this.following.with(new Map(), 'costs that follow members, less what members bring beside fees');
    const left = this.following.with(staying, 'the same of those who stay');
    const before = this.mitigated === undefined ? [] : [netCost(of, year)];
    const after = this.mitigated === undefined ? [] : [netCost(this.mitigated, year)];
    const label =
      this.mitigated === undefined
        ? 'costs that go with those who leave'
        : 'costs that go with those who leave, and by what the company does then';
    return sum('money', [this.all, ...before], label, [left, ...after]);
  }
}

/**
 * Costs less income but for fees, in a company year and in pounds of a full one: what a mitigation changes beside what
 * follows members.
 */
function netCost({ journal, model }: Projection, year: number): Money {
  const period = periodNamed(model.calendar, 'year', String(year)) as Period;
  const flows = (side: 'income' | 'cost'): Money[] =>
    accountsOf(journal, side).map((account) => journal.flow(account, period.first, period.last));
  return ofFullYear(
    totalOf('money', flows('cost'), `costs less income but for fees, ${period.label}`, flows('income')),
    model,
    year,
  );
}

function ofFullYear(inYear: Money, { calendar }: Model, year: number): Money {
  const months = monthsOf(calendar, year).length;
  return months === 12
    ? inYear
    : portion(inYear, constant('rate', Exact.fraction(12, months), `a full year for ${months} months`));
}

/**
 * Fees are counted by themselves; interest and taxes follow from what is left; bad debts are made good with the fees
 * that they are of.
 */
const LEFT_OUT: readonly string[] = ['income.membership', ...FOLLOWING];
const isBelow = (account: string, above: string): boolean => account.startsWith(`${above}.`);

/** The accounts of a side, none of them within another. */
function accountsOf(journal: Projection['journal'], side: 'income' | 'cost'): readonly string[] {
  const all = journal
    .accountsBelow(side)
    .filter((account) => !LEFT_OUT.some((left) => account === left || isBelow(account, left)));
  return all.filter((account) => !all.some((other) => isBelow(account, other)));
}
