import type { Figure, Kind } from '../../figures/index.js';
import type { Model, Period, School } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';

/**
 * What the name of a figure goes on with: the `gold` of `income.membership.gold`. The name by itself is the part ''.
 */
export interface NameParts {
  /** Those that a model has, in the order in which they are listed. */
  readonly listed: (model: Model) => readonly string[];
  /**
   * Whether a figure is asked for by such a name: also one that is not listed, because only a result or a price list
   * says which there are.
   */
  readonly takes: (part: string, model: Model) => boolean;
  /** What the part adds to the meaning of the name; nothing where the name says it. */
  readonly means: (part: string, model: Model) => string;
}

interface OfKind<At, K extends Kind> {
  /** One sentence: what it is. */
  readonly means: string;
  /** In what it is measured. */
  readonly kind: K;
  readonly parts: NameParts;
  /** What it is called at the head of a table; its name unless said. */
  readonly label?: string | undefined;
  /**
   * Whether its workings are the same whatever the numbers of the model are, so that they can be worked out anew with
   * others. Unless said, a trial of other numbers plays the model through.
   */
  readonly isSteady?: boolean;
  /** Undefined where there is nothing to make it of. */
  readonly make: (at: At, part: string) => Figure<K> | undefined;
}

/** A figure of which only the model says in what it is measured. */
interface OfAnyKind<At> extends Omit<OfKind<At, Kind>, 'kind'> {
  readonly kind: (part: string, model: Model) => Kind;
}

/**
 * A figure that can be asked for, declared once: what it means, in what it is measured, which names it has, and how it
 * is made of what it is a figure of (a period, a school, an offer). The key that it stands under is its name. The
 * compiler refuses one that is made in another kind than it says.
 */
export type FigureEntry<At> = { readonly [K in Kind]: OfKind<At, K> }[Kind] | OfAnyKind<At>;

/** Figures of one sort of thing, by name. */
export type FigureEntries<At> = Readonly<Record<string, FigureEntry<At>>>;

const nothingMore = (): string => '';

/** One figure, by its name alone. */
export const ALONE: NameParts = { listed: () => [''], takes: (part) => part === '', means: nothingMore };

/** One figure by its name alone, which is listed only where a model has what it is about. */
export const aloneWhere = (has: (model: Model) => boolean): NameParts => ({
  ...ALONE,
  listed: (model) => (has(model) ? [''] : []),
});

/** One figure for each id that a model has. */
export const eachOf = (ids: (model: Model) => readonly string[]): NameParts => ({
  listed: ids,
  takes: (part, model) => ids(model).includes(part),
  means: nothingMore,
});

/** A figure by its name alone, and one for each id that a model has. */
export const aloneAndEachOf = (ids: (model: Model) => readonly string[]): NameParts =>
  eachOf((model) => ['', ...ids(model)]);

/** Figures by names of which none is listed. */
export const unlisted = (takes: NameParts['takes']): NameParts => ({ listed: () => [], takes, means: nothingMore });

/** What figures of a period are made of. */
export interface PeriodAt {
  readonly projection: Projection;
  readonly period: Period;
}

/** The same of the company year that a period begins in; the tier where one is named. */
export interface YearAt extends PeriodAt {
  readonly year: number;
  readonly tier: string | undefined;
}

/** What figures of a school in a company year are made of, whatever the tier. */
export interface SchoolAt {
  readonly projection: Projection;
  readonly school: School;
  readonly year: number;
}
