import type { Period, School } from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import { type InvoiceAt, invoicesOf } from '../books/invoices.js';
import { type Cascade, cascadeOf } from '../leaving/cascade.js';
import { type ListSaid, type Offer, type OfferAt, offerOf, optionsOf } from '../offer/options.js';
import { membershipOf, noMembership, type TakingAt } from '../offer/taken.js';
import { AMONG_KNOWN, amongIn } from '../shared/among.js';
import type { PeriodAt, SchoolAt, YearAt } from '../shared/figure-entry.js';
import type { Bridge } from '../what-if/bridge.js';
import type { AgainstListAt } from '../worth/economy.js';
import type { ProtectionAt } from '../worth/protection.js';
import type { QuotedAt } from '../worth/schools.js';
import { type NoFigure, notOne, offerFor, optionFor, optionOfSchool, optionsFor, type Ref } from './reference.js';

/** What a figure is asked of: a reference, and what is at hand to find it in. */
export interface FigureLookup {
  readonly projection: Projection;
  readonly ref: Ref;
  readonly period: Period;
  /** The company year that the period begins in. */
  readonly year: number;
  /** What the name of the figure goes on with. */
  readonly part: string;
  readonly beside: Beside;
}

/** What is at hand beside a model, for figures of more than it: of the model alone there are none such. */
export interface Beside {
  /** A school that is not on the roll. */
  readonly school?: School | undefined;
  /** Price lists put beside the model's tiers. */
  readonly lists?: readonly ListSaid[] | undefined;
  /** The model with what the company does once schools leave (`governance.mitigation`); or why there is none. */
  readonly mitigated?: (() => Projection | string) | undefined;
  /** The way to the model from the one without its scenarios, cause by cause, in a period; or why there is none. */
  readonly bridged?: ((period: Period) => Bridge | string) | undefined;
}

/** What narrows a figure, besides its time and its scenario. */
export type Scope = Extract<keyof Ref, 'school' | 'tier' | 'with' | 'among' | 'invoice'>;

export const SCOPES: readonly Scope[] = ['school', 'tier', 'with', 'among', 'invoice'];

/** What figures of one sort are of: how it is found, and how it is called where it has no such figure. */
export interface FigureSubject<At> {
  /** What must be named beside the figure. */
  readonly of: 'period' | 'school' | 'offer' | 'invoice';
  /** What may be named beside it, besides time and scenario. Anything else would be passed over. */
  readonly takes: readonly Scope[];
  readonly at: (looked: FigureLookup) => At | NoFigure;
  /** After the name of the figure: ` of these schools`. */
  readonly whose: (at: At) => string;
}

const nobody = (): string => '';
const listsIn = ({ lists = [] }: Beside): readonly ListSaid[] => lists;

/** A period of any length: a year, a term, a quarter or a month. */
export const ofPeriod: FigureSubject<PeriodAt> = {
  of: 'period',
  takes: [],
  at: ({ projection, period }) => ({ projection, period }),
  whose: nobody,
};

/** A company year. */
export const ofYear: FigureSubject<YearAt> = {
  of: 'period',
  takes: [],
  at: ({ projection, period, year, ref: { tier } }) => ({ projection, period, year, tier }),
  whose: nobody,
};

/** A company year, and in it the tier that the reference names. */
export const ofYearAndTier: FigureSubject<YearAt> = { ...ofYear, takes: ['tier'] };

function schoolIn({ projection: { model }, ref, beside }: FigureLookup): School | NoFigure {
  const school = beside.school ?? schoolsOf(model.schools).get(ref.school ?? '');
  return school ?? { what: 'school', name: ref.school ?? '(none named)', known: model.schools.map(({ id }) => id) };
}

const rolls = new WeakMap<readonly School[], ReadonlyMap<string, School>>();

/** The schools of a roll by their ids, found once. */
function schoolsOf(roll: readonly School[]): ReadonlyMap<string, School> {
  const known = rolls.get(roll) ?? new Map(roll.map((school) => [school.id, school]));
  rolls.set(roll, known);
  return known;
}

/** A school in a year, whatever the tier. */
export const ofSchool: FigureSubject<SchoolAt> = {
  of: 'school',
  takes: ['school'],
  at: (looked) => {
    const school = schoolIn(looked);
    return 'what' in school ? school : { projection: looked.projection, school, year: looked.year };
  },
  whose: ({ school }) => ` of ${school.name}`,
};

/** A school under a tier, whether or not it has a price there. */
export const ofTaking: FigureSubject<TakingAt> = {
  of: 'school',
  takes: ['school', 'tier', 'with'],
  at: (looked) => {
    const { projection, ref, year, beside } = looked;
    const school = schoolIn(looked);
    if ('what' in school) return school;
    const option = optionOfSchool(projection, ref, school, year, listsIn(beside));
    return 'what' in option ? option : { projection, school, year, option };
  },
  whose: ({ school }) => ` of ${school.name}`,
};

/** A school under a tier that has a price for it. */
export const ofQuote: FigureSubject<QuotedAt> = {
  of: 'school',
  takes: ['school', 'tier', 'with'],
  at: (looked) => {
    const found = ofTaking.at(looked);
    if ('what' in found) return found;
    const { projection, school, year, option } = found;
    const quote = projection.membership.quoteFor(option.terms, school, year);
    if (quote === undefined)
      return { what: 'tier', name: `${option.tier} for ${school.name}`, known: [...projection.model.tiers.keys()] };
    const own = option.list === undefined ? { tierId: option.tier } : {};
    return { asked: { school, tier: option.terms, year, ...own }, quote, rolled: projection };
  },
  whose: ({ asked: { school } }) => ` of ${school.name}`,
};

/** What schools are judged under, and those of them that the reference speaks of. */
export const ofOffer: FigureSubject<OfferAt> = {
  of: 'offer',
  takes: ['tier', 'with', 'among'],
  at: (looked) => offerAt(looked, looked.ref),
  whose: () => ' of these schools',
};

function offerAt({ projection, year, beside }: FigureLookup, ref: Ref): OfferAt | NoFigure {
  const offer = offerFor(projection, ref, year, listsIn(beside));
  if ('what' in offer) return offer;
  const among = amongIn(ref.among);
  return among === undefined
    ? { what: 'group of schools', name: ref.among as string, known: AMONG_KNOWN }
    : { projection, offer, among };
}

/** One tier of the model: of all tiers together nobody chooses one. */
export const ofOneTier: FigureSubject<OfferAt> = {
  ...ofOffer,
  at: (looked) => {
    const { projection, ref, beside } = looked;
    const isOpen = ref.tier === undefined && projection.model.tiers.size > 1 && ref.with === undefined;
    return isOpen ? notOne(ref, optionsFor(projection, ref, listsIn(beside))) : ofOffer.at(looked);
  },
};

/**
 * A membership against a price list, which `with` and `tier` name; what is held against it is a tier of the model, or
 * each school under the tier that it takes.
 */
export const ofOfferAgainstList: FigureSubject<AgainstListAt> = {
  of: 'offer',
  takes: ['tier', 'with', 'among'],
  at: (looked) => {
    const { projection, ref, part, year, beside } = looked;
    if (ref.with === undefined) return { what: 'figure', name: ref.figure, known: [] };
    const listed = optionFor(projection, ref, listsIn(beside));
    if ('what' in listed) return listed;
    const { with: _list, tier: _tier, ...own } = ref;
    const held = offerAt(looked, part === '' ? own : { ...own, tier: part });
    return 'what' in held ? held : { ...held, benchmark: offerOf(projection, listed, year) };
  },
  whose: () => ' of these schools',
};

/** Protection in a year: of one tier, or of each school in its own. */
export const ofProtection: FigureSubject<ProtectionAt> = {
  of: 'offer',
  takes: ['tier', 'with'],
  at: ({ projection, ref, year, beside }) => {
    const option = ref.tier === undefined ? undefined : optionFor(projection, ref, listsIn(beside));
    return option !== undefined && 'what' in option ? option : { projection, option, year };
  },
  whose: nobody,
};

/**
 * What schools are judged under where one says nothing of price lists: a tier of the model, or each in the tier that it
 * takes; undefined where there is no such tier.
 */
function judgedIn({ projection, ref: { tier }, year }: FigureLookup): Offer | undefined {
  if (tier === undefined) return membershipOf(projection, year) ?? noMembership(projection, year);
  const option = optionsOf(projection, []).find((each) => each.tier === tier);
  return option && offerOf(projection, option, year);
}

/** The exit cascade of each school in the tier that it takes, or of one tier. */
export const ofCascade: FigureSubject<Cascade> = {
  of: 'offer',
  takes: ['tier'],
  at: (looked) => {
    const offer = judgedIn(looked);
    return offer === undefined
      ? { what: 'figure', name: looked.ref.figure, known: [] }
      : cascadeOf(looked.projection, offer);
  },
  whose: nobody,
};

/** The same with what the company does once schools leave. */
export const ofMitigatedCascade: FigureSubject<Cascade> = {
  of: 'offer',
  takes: ['tier'],
  at: (looked) => {
    const { projection, ref, beside } = looked;
    const offer = judgedIn(looked);
    const mitigated =
      beside.mitigated?.() ?? `${ref.figure} is of two models, which buyin explain and check play: here there is one`;
    if (typeof mitigated === 'string') return { what: 'figure', name: ref.figure, known: [], says: mitigated };
    return offer === undefined
      ? { what: 'figure', name: ref.figure, known: [] }
      : cascadeOf(projection, offer, mitigated);
  },
  whose: nobody,
};

/** The way from the model without its scenarios to the one with them. */
export const ofBridge: FigureSubject<Bridge> = {
  of: 'period',
  takes: [],
  at: ({ ref: { figure }, period, beside }) => {
    const found =
      beside.bridged?.(period) ?? `${figure} is of two models, which buyin explain and check play: here there is one`;
    return typeof found === 'string' ? { what: 'figure', name: figure, known: [], says: found } : found;
  },
  whose: nobody,
};

/** An invoice by its number. */
export const ofOneInvoice: FigureSubject<InvoiceAt> = {
  of: 'invoice',
  takes: ['invoice'],
  at: ({ projection, ref: { invoice } }) => {
    const known = invoicesOf(projection).map(({ number }) => number);
    return invoice !== undefined && known.includes(invoice)
      ? { projection, invoice }
      : { what: 'invoice', name: invoice ?? '(none named)', known };
  },
  whose: ({ invoice }) => ` of ${invoice}`,
};

/** The same, or all of them where none is named. */
export const ofInvoice: FigureSubject<InvoiceAt> = {
  ...ofOneInvoice,
  at: (looked) =>
    looked.ref.invoice === undefined ? { projection: looked.projection, invoice: undefined } : ofOneInvoice.at(looked),
};
