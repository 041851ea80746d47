import { Exact } from '../../figures/index.js';
import { PHASES, type Phase, type School } from '../../model/index.js';

/** Bands of size by pupils: half, one, two and three forms of entry of a primary school, and two sizes of secondary. */
export const SIZES: readonly { readonly id: string; readonly label: string; readonly most: number }[] = [
  { id: '0-105', label: 'up to 105', most: 105 },
  { id: '106-210', label: '106 to 210', most: 210 },
  { id: '211-420', label: '211 to 420', most: 420 },
  { id: '421-630', label: '421 to 630', most: 630 },
  { id: '631-1000', label: '631 to 1,000', most: 1000 },
  { id: '1001-', label: 'above 1,000', most: Number.POSITIVE_INFINITY },
];

export type Size = (typeof SIZES)[number];

/**
 * The band of a number of pupils; a part of a pupil above a bound belongs to the next. Undefined where the number is
 * not known.
 */
export function sizeOf(pupils: { readonly isKnown: boolean; readonly exact: Exact }): Size | undefined {
  if (!pupils.isKnown) return undefined;
  return SIZES.find(({ most }) => most === Number.POSITIVE_INFINITY || pupils.exact.compare(Exact.of(most)) <= 0);
}

/**
 * Some schools of a roll: all, those of a phase, those of a phase and a size, or those of one group of another
 * grouping.
 */
export interface Among {
  readonly phase?: Phase;
  readonly size?: Size;
  readonly group?: { readonly by: string; readonly id: string };
}

/** Groupings beside phase and size. */
export const OTHER_GROUPINGS = ['type', 'constituency', 'deprivation', 'area', 'trust'] as const;

/** `phase=primary,size=211-420`: what `--among` takes and references carry. */
export function amongText({ phase, size, group }: Among): string | undefined {
  const parts = [
    ...(phase === undefined ? [] : [`phase=${phase}`]),
    ...(size === undefined ? [] : [`size=${size.id}`]),
    ...(group === undefined ? [] : [`${group.by}=${group.id}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(',');
}

/** Every text that `amongIn` takes, but for pairs: for messages. */
export const AMONG_KNOWN: readonly string[] = [
  ...PHASES.map((phase) => `phase=${phase}`),
  ...SIZES.map(({ id }) => `size=${id}`),
  ...OTHER_GROUPINGS.map((by) => `${by}=…`),
];

/** The schools that a text names; undefined where it names none. No text is all of them. */
export function amongIn(text: string | undefined): Among | undefined {
  if (text === undefined) return {};
  let found: Among | undefined = {};
  // A name may have commas in it, but none that a key and an equals sign follow.
  for (const part of text.split(/,(?=[a-z_]+=)/)) {
    const one = partIn(part);
    found = one === undefined ? undefined : found && { ...found, ...one };
  }
  return found;
}

function partIn(part: string): Among | undefined {
  const at = part.indexOf('=');
  const [key, value] = [part.slice(0, at), part.slice(at + 1)];
  const by = OTHER_GROUPINGS.find((name) => name === key);
  if (by !== undefined && value !== '') return { group: { by, id: value } };
  const phase = key === 'phase' ? PHASES.find((name) => name === value) : undefined;
  const size = key === 'size' ? SIZES.find(({ id }) => id === value) : undefined;
  return phase === undefined && size === undefined ? undefined : { ...(phase && { phase }), ...(size && { size }) };
}

/** A school with the size that it has in the year at hand. */
export interface Sized {
  readonly school: School;
  readonly size: Size | undefined;
}

/** Whether a school is one of those named. */
export function isAmong({ school, size }: Sized, { phase, size: asked }: Among): boolean {
  return (phase === undefined || school.phase === phase) && (asked === undefined || size === asked);
}

/** The phases of some schools, and the sizes within each, in order. */
export function groupsOf(schools: readonly Sized[]): { readonly phase: Phase; readonly sizes: readonly Size[] }[] {
  return PHASES.flatMap((phase) => {
    const own = schools.filter(({ school }) => school.phase === phase);
    return own.length === 0 ? [] : [{ phase, sizes: SIZES.filter((size) => own.some((each) => each.size === size)) }];
  });
}
