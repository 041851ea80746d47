import { BUYERS, type Buyer, EMPLOYER_COSTS } from '../model/index.js';
import type { CostKind } from './cost-kind.js';
import { BROKERED, each, type Parts, POSTS, TRADED } from './parts.js';
import { OVERHEAD_KINDS } from './running.js';

const EMPLOYER_CALLED = {
  apprenticeship_levy: 'Apprenticeship levy',
  employment_allowance: 'Employment allowance',
} as const satisfies Readonly<Record<(typeof EMPLOYER_COSTS)[number], string>>;

/** Posts, and what is the employer's and no post's. */
const STAFF: Parts = {
  kind: 'staff',
  ids: ({ staff, parameters }) => [...staff.keys(), ...(parameters === undefined ? [] : EMPLOYER_COSTS)],
  called: EMPLOYER_CALLED,
};

const BUYERS_CALLED = {
  maintained: 'Maintained schools',
  academies: 'Academies',
  others: 'Other schools',
} as const satisfies Readonly<Record<Buyer, string>>;

const own = { varies: false, cash: undefined, leaving: 'counted' } as const;

/**
 * Every kind, in the order in which people read them. To add one: a line here; one that is made of overheads is an
 * entry of `OVERHEAD_KINDS`.
 */
export const COST_KINDS: readonly CostKind[] = [
  {
    ...own,
    name: 'staff',
    label: 'Staff',
    means: "pay and employer's on-costs",
    parts: STAFF,
    falls: 'on a post',
    cash: 'to_staff',
  },
  {
    ...own,
    name: 'associates',
    label: 'Associates',
    means: 'days of associates where a post has too few',
    parts: POSTS,
    varies: true,
    falls: 'on days of a post',
  },
  {
    ...own,
    name: 'delivery',
    label: 'Delivery',
    means: 'direct cost of traded services and of what membership includes',
    parts: TRADED,
    varies: true,
    falls: 'on services',
  },
  {
    ...own,
    name: 'providers',
    label: 'Providers',
    means: "providers' fees for services brokered as principal",
    parts: BROKERED,
    varies: true,
    falls: 'on providers',
  },
  ...OVERHEAD_KINDS,
  {
    ...own,
    name: 'depreciation',
    label: 'Depreciation',
    means: 'equal months of what capital items cost',
    parts: each('capital'),
    falls: 'on all',
  },
  {
    ...own,
    name: 'bad_debts',
    label: 'Bad debts',
    means: 'what is invoiced and never paid',
    parts: { kind: undefined, ids: () => [...BUYERS, 'council'], called: { ...BUYERS_CALLED, council: 'Council' } },
    falls: 'on all',
    leaving: 'follows',
  },
  {
    ...own,
    name: 'interest',
    label: 'Interest',
    means: 'on loans and facilities',
    parts: each('loans'),
    falls: 'on all',
    cash: 'interest',
    leaving: 'follows',
  },
  {
    ...own,
    name: 'taxes',
    label: 'Taxes',
    means: 'corporation tax, and VAT that is not recovered',
    parts: {
      kind: undefined,
      ids: () => ['corporation_tax', 'vat'],
      called: { corporation_tax: 'Corporation tax', vat: 'VAT not recovered' },
    },
    falls: 'on all',
    leaving: 'follows',
  },
];

const accountsOf = (which: (kind: CostKind) => boolean): readonly string[] =>
  COST_KINDS.filter(which).map(({ name }) => `cost.${name}`);

/** The lines of cost, in the order in which people read them. */
export const COST_LINES = accountsOf(() => true);
/** Costs that move with what is sold and with who joins. */
export const VARYING = accountsOf(({ varies }) => varies);
/** Those that follow from what is left where schools leave. */
export const FOLLOWING = accountsOf(({ leaving }) => leaving === 'follows');
/** The accounts of costs that are booked against cash itself, of one kind of cash. */
export const paidAs = (kind: NonNullable<CostKind['cash']>): readonly string[] =>
  accountsOf(({ cash }) => cash === kind);
/** Where a cost falls, by its account: `cost.staff.adviser`. */
export function fallsOf(account: string): CostKind['falls'] {
  const found = COST_KINDS.find(({ name }) => account === `cost.${name}` || account.startsWith(`cost.${name}.`));
  if (found === undefined) throw new RangeError(`no kind of cost is booked under ${account}`);
  return found.falls;
}
