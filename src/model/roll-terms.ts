import type { Count, Rate } from '../figures/index.js';
import {
  block,
  choice,
  collection,
  count,
  type Dated,
  either,
  flag,
  keyed,
  meansKey,
  oneOrMany,
  optional,
  provenance,
  rate,
  type Scalar,
  type Schema,
  scalarItself,
  text,
} from '../language/index.js';
import { CENSUSES, COUNTS, type PupilBasis } from '../pricing/index.js';
import type { ConsultationTerms } from './consultation.js';
import type { OrderTerms } from './orders.js';
import { besideRoll, fileTerms, fileWords } from './roll-files.js';
import { declaredDriver, PHASES, type Phase, type SchoolFields } from './school.js';
import { group, namedSchool } from './school-fields.js';
import { yearlyGrowth } from './tier.js';

/** How the roll changes from year to year, for all schools or by phase. */
export type RollChange = { readonly all: Dated<Rate> } | { readonly byPhase: ReadonlyMap<Phase, Dated<Rate>> };

const changeByPhase = block(
  'changes of the roll',
  keyed(PHASES, () => optional(yearlyGrowth)),
  keyed(PHASES, () => 'growth a year of the rolls of that phase; none unless said'),
).transform(
  (said): RollChange => ({
    byPhase: new Map(Object.entries(said as Readonly<Record<Phase, Dated<Rate>>>)) as ReadonlyMap<Phase, Dated<Rate>>,
  }),
);
const namesPhases = (data: unknown): boolean => PHASES.some((phase) => meansKey(phase)(data));

/** How pupils of a roll are counted, and when. */
export interface RollBasis extends PupilBasis {
  readonly count: NonNullable<PupilBasis['count']>;
  readonly census: NonNullable<PupilBasis['census']>;
}

export interface RollTerms {
  /** What "pupils" means. */
  readonly roll: RollBasis | undefined;
  readonly control:
    | { readonly schools: Count | undefined; readonly pupils: Count | undefined; readonly tolerance: Rate | undefined }
    | undefined;
  readonly file: Scalar | undefined;
  /** Columns of the file that `when` may ask for, and columns that nothing reads. */
  readonly attributes: readonly string[];
  /** Columns of the file that prices may multiply by. */
  readonly drivers: readonly string[];
  readonly ignore: readonly string[];
  readonly groups: ReadonlyMap<string, SchoolFields>;
  readonly named: ReadonlyMap<string, SchoolFields>;
  readonly rollChange: RollChange | undefined;
  /** What schools have said, where they have been asked. */
  readonly consultation: ConsultationTerms | undefined;
  /** What schools have ordered, where a file says so. */
  readonly orders: OrderTerms | undefined;
}

const consultation: Schema<ConsultationTerms> = block(
  'a consultation',
  {
    file: scalarItself,
    latest: optional(flag),
    ignore: optional(oneOrMany(text)),
    ...provenance,
  },
  {
    file: 'the CSV file: `school` (by number, or by name where only one school has it), `option`, `intent`, `date` (`2026-03-14`), and `evidence` where wanted: who said it, in which minute',
    latest:
      '`yes`: of several answers of one school to one option that of the latest date counts. Unless said, two are a problem',
    ignore: "columns of the file that nothing reads: the school's name, for whoever fills it in",
  },
).transform(
  (said): ConsultationTerms => ({ file: said.file, latest: said.latest ?? false, ignore: said.ignore ?? [] }),
);

const orders: Schema<OrderTerms> = block(
  'the orders',
  { file: scalarItself, ignore: optional(oneOrMany(text)), ...provenance },
  {
    file: 'the CSV file: `school` (by number, or by name where only one school has it), `service`, `quantity` (units, or how many of the option), `option` (of the service, in the place of a quantity or beside it), and `date` (`2026-11-12`)',
    ignore: "columns of the file that nothing reads: the school's name, for whoever fills it in",
  },
).transform((said): OrderTerms => ({ file: said.file, ignore: said.ignore ?? [] }));

export const roll = block(
  'the schools',
  {
    roll: optional(
      block(
        'the basis of the roll',
        {
          count: choice('a way to count', COUNTS),
          census: choice('a census', CENSUSES),
          from: optional(text),
        },
        {
          count: '`fte` (full-time equivalent) or `headcount`',
          census: '`october`, `january`, `summer` or `estimate`',
          from: 'the file that the pupils come from, where several give them; the newest census unless said',
        },
      ),
    ),
    control: optional(
      block(
        'the control totals',
        {
          schools: optional(count('schools')),
          pupils: optional(count('pupils')),
          tolerance: optional(rate),
          ...provenance,
        },
        {
          schools: 'the number of schools by another source',
          pupils: 'the number of pupils by another source',
          tolerance:
            'how far the pupils may be off, such as `1%`; none unless said. The number of schools must be exact',
        },
      ),
    ),
    file: optional(scalarItself),
    ...fileTerms,
    with: optional(oneOrMany(besideRoll)),
    follows: optional(collection(text)),
    intake: optional(text),
    consultation: optional(consultation),
    orders: optional(orders),
    attributes: optional(oneOrMany(text)),
    drivers: optional(oneOrMany(declaredDriver)),
    ignore: optional(oneOrMany(text)),
    groups: optional(collection(group)),
    named: optional(collection(namedSchool)),
    roll_change: optional(
      either(
        namesPhases,
        changeByPhase,
        yearlyGrowth.transform((all): RollChange => ({ all })),
      ),
    ),
    ...provenance,
  },
  {
    roll: 'what "pupils" means',
    control: 'totals that the roll must have',
    file: "a CSV file in the model's folder (below)",
    ...fileWords,
    with: 'files that say more of the same schools, matched by their numbers',
    follows:
      'whose rows in the files beside the roll count for a school that has none of its own: `{ 990102: 990002 }`, the academy and the school that it was',
    intake:
      'rolls move up by year groups of the census: the oldest leave, and so many enter each year: `same`, as many as are in the first year group, or the heading of a column that says so',
    consultation: 'what schools have answered',
    orders: 'what schools have ordered of services',
    attributes:
      'further columns of the file that `when` may ask for, and the further attributes that schools in the model may have',
    drivers: 'further columns of the file that a price may multiply by: `teachers`, `lump_sum`',
    ignore: 'columns of the file that nothing reads',
    groups: 'archetypes with a count, before a roll is known; a map by id',
    named: 'single schools; a map by id',
    roll_change: 'growth of every roll, or of each phase: `{ primary: -1.5%, secondary: 1% }`',
  },
).transform(
  (said): RollTerms => ({
    roll: said.roll,
    control: said.control && {
      schools: said.control.schools,
      pupils: said.control.pupils,
      tolerance: said.control.tolerance,
    },
    file: said.file,
    attributes: said.attributes ?? [],
    drivers: said.drivers ?? [],
    ignore: said.ignore ?? [],
    groups: said.groups ?? new Map(),
    named: said.named ?? new Map(),
    rollChange: said.roll_change,
    consultation: said.consultation,
    orders: said.orders,
  }),
);
