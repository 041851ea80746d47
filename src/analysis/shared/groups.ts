import { keyInWords } from '../../language/index.js';
import { type Model, PHASES, type School, schoolIn, TYPES } from '../../model/index.js';
import { fits } from '../../pricing/index.js';
import { type Among, isAmong, type OTHER_GROUPINGS, SIZES, type Sized } from './among.js';

/** What schools can be held against each other by. */
export const GROUPINGS = ['phase', 'type', 'constituency', 'size', 'deprivation', 'area', 'trust'] as const;
export type Grouping = (typeof GROUPINGS)[number] & ('phase' | 'size' | (typeof OTHER_GROUPINGS)[number]);

/** One set of schools of a partition. */
export interface SchoolGroup {
  readonly by: Grouping;
  /** `primary`, `211-420`, `Saltby`; of schools of which nobody has said it `not_known`. */
  readonly id: string;
  readonly label: string;
}

const NOT_KNOWN = 'not_known';
const NO_CONSTITUENCY = 'none';
const CLOCKS = { maintained: 'maintained', academy: 'academies', other: 'others' } as const;

/** Fifths of deprivation, by the share of pupils who are eligible for free school meals. */
const DEPRIVATION: readonly { readonly id: string; readonly label: string; readonly below: string }[] = [
  { id: 'to_10', label: 'free meals below 10%', below: '0.1' },
  { id: 'to_20', label: 'from 10% to 20%', below: '0.2' },
  { id: 'to_30', label: 'from 20% to 30%', below: '0.3' },
  { id: 'to_40', label: 'from 30% to 40%', below: '0.4' },
  { id: 'above_40', label: '40% and more', below: '9' },
];

/** The group of a school: every school has one, so that each partition is whole. */
export function groupOf(by: Grouping, { school, size }: Sized, model: Model): SchoolGroup {
  const of = (id: string, label: string): SchoolGroup => ({ by, id, label });
  switch (by) {
    case 'phase':
      return of(school.phase, keyInWords(school.phase));
    case 'type':
      return of(school.type, keyInWords(school.type));
    case 'size':
      return size === undefined ? of(NOT_KNOWN, 'not known') : of(size.id, size.label);
    case 'deprivation':
      return deprivationOf(school);
    case 'constituency':
      return constituencyOf(school, model);
    default: {
      const name = school.attributes.get(by) ?? '';
      return name === '' ? of(NOT_KNOWN, by === 'trust' ? 'no trust' : 'not known') : of(name, name);
    }
  }
}

function deprivationOf({ freeMeals }: School): SchoolGroup {
  const by = 'deprivation' as const;
  if (freeMeals === undefined || !freeMeals.isKnown) return { by, id: NOT_KNOWN, label: 'not known' };
  const found = DEPRIVATION.find(
    ({ below }) => freeMeals.exact.toNumber() < Number(below),
  ) as (typeof DEPRIVATION)[number];
  return { by, id: found.id, label: found.label };
}

/** The first constituency that fits; without any, its phase and whether it is maintained. */
export function constituencyOf(school: School, { governance, calendar }: Model): SchoolGroup {
  const by = 'constituency' as const;
  const { attributes, phase, type } = schoolIn(school, calendar.first);
  if (governance.constituencies.size === 0) {
    const clock = CLOCKS[TYPES[type]];
    return { by, id: `${phase}_${clock}`, label: `${keyInWords(phase)}, ${clock}` };
  }
  for (const [id, { name, when }] of governance.constituencies)
    if (fits(when, attributes)) return { by, id, label: name ?? keyInWords(id) };
  return { by, id: NO_CONSTITUENCY, label: 'no constituency' };
}

/** Whether a school is one of those named, by whatever grouping. */
export function inAmong(each: Sized, among: Among, model: Model): boolean {
  const { group } = among;
  return isAmong(each, among) && (group === undefined || groupOf(group.by as Grouping, each, model).id === group.id);
}

/** A group as `--among` and references name it. */
export function amongOf({ by, id }: SchoolGroup, [each]: readonly Sized[]): Among {
  if (by === 'phase' && each !== undefined) return { phase: each.school.phase };
  if (by === 'size' && each?.size !== undefined) return { size: each.size };
  return { group: { by, id } };
}

/** The groups that some schools fall into, in the usual order of each grouping. */
export function groupsBy(by: Grouping, schools: readonly Sized[], model: Model): readonly SchoolGroup[] {
  const found = new Map<string, SchoolGroup>();
  for (const each of schools) {
    const group = groupOf(by, each, model);
    if (!found.has(group.id)) found.set(group.id, group);
  }
  const order = orderOf(by, model);
  const place = ({ id }: SchoolGroup): number =>
    id === NOT_KNOWN || id === NO_CONSTITUENCY ? Number.POSITIVE_INFINITY : order.indexOf(id);
  return [...found.values()].sort((a, b) => compare(place(a), place(b)) || (a.label < b.label ? -1 : 1));
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

function orderOf(by: Grouping, model: Model): readonly string[] {
  if (by === 'phase') return PHASES;
  if (by === 'size') return SIZES.map(({ id }) => id);
  if (by === 'deprivation') return DEPRIVATION.map(({ id }) => id);
  if (by !== 'constituency') return [];
  const named = [...model.governance.constituencies.keys()];
  return named.length > 0
    ? named
    : PHASES.flatMap((phase) => Object.values(CLOCKS).map((clock) => `${phase}_${clock}`));
}
