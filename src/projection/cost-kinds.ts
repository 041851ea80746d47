import { BUYERS, EMPLOYER_COSTS } from '../model/index.js';
import { BROKERED, each, type Parts, POSTS, TRADED } from './line.js';

/**
 * A kind of cost: an account below `cost`, with a part for each thing that it is of. Nothing of it may be left out. Lines and tables, the share-out, variable
 * cost, the cash statement, and what goes with schools that leave are made of these.
 */
interface CostKind {
  /** The account: `staff` for `cost.staff`. */
  readonly name: string;
  readonly label: string;
  /** One sentence: what it is. */
  readonly means: string;
  readonly parts: Parts;
  /** Whether it moves with what is sold and with who joins. */
  readonly varies: boolean;
  /**
   * Whose it is where full cost is worked out: of the service or the post that its part names, of what an overhead is for (or by its driver), or of nobody,
   * and shared out; `none` for a tax on the surplus of all together.
   */
  readonly falls: 'on services' | 'on providers' | 'on days of a post' | 'on a post' | 'as an overhead says' | 'by its driver' | 'on all';
  /** The kind of cash that moves where it is booked against cash itself; undefined where a creditor or another account stands between. */
  readonly cash: 'to_staff' | 'interest' | undefined;
  /** What it does where schools leave: it is counted, or it follows from what is left and is counted there. */
  readonly leaving: 'counted' | 'follows';
}

/** Posts, and what is the employer's and no post's. */
const STAFF: Parts = {
  kind: 'staff',
  ids: ({ staff, parameters }) => [...staff.keys(), ...(parameters === undefined ? [] : EMPLOYER_COSTS)],
};

const own = { varies: false, cash: undefined, leaving: 'counted' } as const;

/** Every kind, in the order in which people read them. To add one: a line here, and its key with what is booked of it. */
export const COST_KINDS: readonly CostKind[] = [
  { ...own, name: 'staff', label: 'Staff', means: "pay and employer's on-costs", parts: STAFF, falls: 'on a post', cash: 'to_staff' },
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
  {
    ...own,
    name: 'variable',
    label: 'Variable',
    means: 'overheads that grow with each unit of a driver',
    parts: each('overheads'),
    varies: true,
    falls: 'by its driver',
  },
  { ...own, name: 'overheads', label: 'Overheads', means: 'fixed and stepped overheads', parts: each('overheads'), falls: 'as an overhead says' },
  { ...own, name: 'one_off', label: 'One-off costs', means: 'what comes once, in its month', parts: each('overheads'), falls: 'as an overhead says' },
  { ...own, name: 'depreciation', label: 'Depreciation', means: 'equal months of what capital items cost', parts: each('capital'), falls: 'on all' },
  {
    ...own,
    name: 'bad_debts',
    label: 'Bad debts',
    means: 'what is invoiced and never paid',
    parts: { kind: undefined, ids: () => [...BUYERS, 'council'] },
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
    parts: { kind: undefined, ids: () => ['corporation_tax', 'vat'] },
    falls: 'on all',
    leaving: 'follows',
  },
];

const accountsOf = (which: (kind: CostKind) => boolean): readonly string[] => COST_KINDS.filter(which).map(({ name }) => `cost.${name}`);

/** The lines of cost, in the order in which people read them. */
export const COST_LINES = accountsOf(() => true);
/** Costs that move with what is sold and with who joins. */
export const VARYING = accountsOf(({ varies }) => varies);
/** Those that follow from what is left where schools leave. */
export const FOLLOWING = accountsOf(({ leaving }) => leaving === 'follows');
/** The accounts of costs that are booked against cash itself, of one kind of cash. */
export const paidAs = (kind: NonNullable<CostKind['cash']>): readonly string[] => accountsOf(({ cash }) => cash === kind);
/** Where a cost falls, by its account: `cost.staff.adviser`. */
export function fallsOf(account: string): CostKind['falls'] {
  const found = COST_KINDS.find(({ name }) => account === `cost.${name}` || account.startsWith(`cost.${name}.`));
  if (found === undefined) throw new RangeError(`no kind of cost is booked under ${account}`);
  return found.falls;
}
