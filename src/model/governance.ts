import { type Count, constant, Exact, type Rate } from '../figures/index.js';
import {
  block,
  choice,
  collection,
  count,
  optional,
  provenance,
  rate,
  type Scalar,
  type Schema,
  scalarItself,
  share,
  text,
} from '../language/index.js';
import { type When, when } from '../pricing/index.js';

/** Schools that speak together: a phase of some type of school, as the statutory schools forum has them. */
export interface Constituency {
  readonly name: string | undefined;
  readonly when: When;
  /** On the board; undefined where it is not said. */
  readonly seats: Count | undefined;
}

/** Who decides. */
export interface Governance {
  /**
   * The first that fits a school is its own. Where there are none, each phase of maintained schools, academies and
   * others is one.
   */
  readonly constituencies: ReadonlyMap<string, Constituency>;
  /** A school leaves when it pays so much more than it does today, as a share of that. A tenth unless said. */
  readonly leavesAbove: Rate;
  /** The scenario that says what the company does once schools leave; undefined where nobody has said. */
  readonly mitigation: Scalar | undefined;
}

const constituency: Schema<Constituency> = block(
  'a constituency',
  {
    name: optional(text),
    when,
    seats: optional(count('seats')),
    ...provenance,
  },
  {
    name: 'as it is shown',
    when: 'the schools that belong to it',
    seats: 'on the board',
  },
).transform((said): Constituency => ({ name: said.name, when: said.when, seats: said.seats }));

const TENTH: Rate = constant(
  'rate',
  Exact.of('0.1'),
  'a school leaves when it pays a tenth more, unless the model says otherwise',
);
export const NO_GOVERNANCE: Governance = { constituencies: new Map(), leavesAbove: TENTH, mitigation: undefined };

export const governance: Schema<Governance> = block(
  'the governance',
  {
    constituencies: optional(collection(constituency)),
    leaves_above: optional(rate),
    mitigation: optional(scalarItself),
    ...provenance,
  },
  {
    constituencies:
      "schools that speak together; a map by id. The first whose `when` holds is a school's own; without any, each phase of maintained schools, of academies and of others is one",
    leaves_above:
      'a school leaves when its fee passes what it pays today by more than this share of it: for the exit cascade. 10% unless said. A school of which either is unknown stays; beside that stands what comes of it if as large a part of them leaves as of the others',
    mitigation:
      'the scenario that says what the company does once schools leave: what it saves by it holds prices as well. Without one, posts and overheads stay',
  },
).transform(
  (said): Governance => ({
    constituencies: said.constituencies ?? new Map(),
    leavesAbove: said.leaves_above ?? TENTH,
    mitigation: said.mitigation,
  }),
);

export const FUNDED_BY = ['reserves', 'gainers'] as const;

/** Schools that would pay more than they do today pay no more than so much more each year. */
export interface Protection {
  readonly mostLoss: Rate;
  readonly fundedBy: (typeof FUNDED_BY)[number];
}

/** `{ most_loss: 10%, funded_by: reserves }`. */
export const protection: Schema<Protection> = block(
  'transitional protection',
  {
    most_loss: share,
    funded_by: choice('who funds it', FUNDED_BY),
    ...provenance,
  },
  {
    most_loss:
      'how much more a school pays each year at most: 10% is 110% of today in the first year and 121% in the second',
    funded_by:
      '`reserves`, or `gainers`: those who pay less than today give an equal share of their gains, and reserves what these cannot cover',
  },
).transform((said): Protection => ({ mostLoss: said.most_loss, fundedBy: said.funded_by }));
