import type { Figure } from '../figures/index.js';
import { type Model, type Period, type School, yearOf } from '../model/index.js';
import { figureOf, lineNamed, lineNames, type Projection } from '../projection/index.js';
import { AMONG_KNOWN, type Among, amongIn } from './among.js';
import { bindingOf } from './binding.js';
import { breakEvenFigure } from './break-even.js';
import { CASCADE_FIGURES, cascadeFigure } from './cascade.js';
import { CHOICE_FIGURES, choiceFigure } from './choices.js';
import { CONSULTATION_FIGURES, consultationFigure } from './consulted.js';
import { ECONOMY_FIGURES, economyFigure, economyNamed } from './economy.js';
import { indicatorFigure, indicatorNames } from './effectiveness.js';
import { efficiencyFigure, efficiencyNames } from './efficiency.js';
import { SPREAD_FIGURES, spreadFigure } from './gains.js';
import { INVOICE_FIGURES, invoiceFigure, invoicesOf } from './invoices.js';
import { JOINING_FIGURES, joiningFigure } from './joining.js';
import { BREAK_EVENS } from './measures.js';
import { mixFigure, mixFigureNames } from './mix.js';
import { obligationFigure, obligationNames } from './obligations/index.js';
import { type ListSaid, type Offer, offerOf, TIER_FIGURES, tierFigure } from './options.js';
import { presentValue, presentValueNames } from './present-values.js';
import { PROTECTION_FIGURES, type ProtectionFigureName, protectionFigure } from './protection.js';
import { type NoFigure, notOne, offerFor, optionFor, optionOfSchool, optionsFor, periodFor, type Ref } from './reference.js';
import { SCHOOL_FIGURES, type SchoolFigureName, schoolFigure } from './schools.js';
import { servicePrice, servicePriceNames } from './service-prices.js';
import { streamFigure, streamFigureNames } from './stream-figures.js';
import { partOf, TAKEN_FIGURES } from './taken.js';

/** The figure of a reference, or why there is none. `extra` is a school that is not on the roll; `lists` are price lists put beside its tiers. */
export function figureFor(projection: Projection, ref: Ref, extra?: School, lists: readonly ListSaid[] = []): Figure | NoFigure {
  const period = periodFor(projection.model.calendar, ref);
  if ('what' in period) return period;
  const named = figureOfName(projection, ref, period, lists, extra) ?? figureOfYear(projection, ref, period);
  if (named !== undefined) return named;
  const ofInvoice = INVOICE_FIGURES.find((name) => name === ref.figure);
  if (ofInvoice !== undefined) return figureOfInvoice(projection, ref, ofInvoice);
  const crossing = breakEvenFigure(projection.model, ref.figure, period);
  if (crossing !== undefined) return crossing;
  if (lineNamed(ref.figure, projection.model) !== undefined) return figureOf(projection, ref.figure, period);
  return { what: 'figure', name: ref.figure, known: figureNames(projection.model) };
}

/** Figures of a school or of an option, by lists of names. */
function figureOfName(
  projection: Projection,
  ref: Ref,
  period: Period,
  lists: readonly ListSaid[],
  extra: School | undefined,
): Figure | NoFigure | undefined {
  const named = <const T extends string>(names: readonly T[]): T | undefined => names.find((name) => name === ref.figure);
  const ofSchool = named(SCHOOL_FIGURES);
  if (ofSchool !== undefined) return figureOfSchool(projection, ref, ofSchool, period, extra, lists);
  const ofPart = named(TAKEN_FIGURES);
  if (ofPart !== undefined) return figureOfPart(projection, ref, Number(period.id), extra, lists);
  const ofJoining = named(JOINING_FIGURES);
  if (ofJoining !== undefined) return figureOfJoining(projection, ref, ofJoining, Number(period.id), extra);
  const ofTier = named(TIER_FIGURES);
  if (ofTier !== undefined) return figureOfTier(projection, ref, (...asked) => tierFigure(ofTier, ...asked), period, lists);
  const ofChoice = named(CHOICE_FIGURES);
  if (ofChoice !== undefined && ref.tier === undefined && projection.model.tiers.size > 1 && ref.with === undefined)
    return notOne(ref, optionsFor(projection, ref, lists));
  if (ofChoice !== undefined) return figureOfTier(projection, ref, (...asked) => choiceFigure(ofChoice, ...asked, projection), period, lists);
  const ofConsultation = named(CONSULTATION_FIGURES);
  if (ofConsultation !== undefined) {
    return figureOfTier(projection, ref, (...asked) => consultationFigure(ofConsultation, ...asked, projection), period, lists);
  }
  const ofEconomy = economyNamed(ref.figure);
  if (ofEconomy !== undefined) return figureOfEconomy(projection, ref, ofEconomy, period, lists);
  const ofSpread = named(SPREAD_FIGURES);
  if (ofSpread !== undefined) return figureOfTier(projection, ref, (...asked) => spreadFigure(ofSpread, ...asked, projection), period, lists);
  const ofProtection = named(PROTECTION_FIGURES);
  if (ofProtection !== undefined) return figureOfProtection(projection, ref, ofProtection, Number(period.id), lists);
  return ref.figure === 'tier.floor_to' || ref.figure === 'tier.cap_from' ? figureOfBinding(projection, ref, period, lists) : undefined;
}

/** Figures of a company year: prices of services, streams, efficiency, indicators, obligations, the exit cascade; and present values of all years. */
function figureOfYear(projection: Projection, { figure, tier }: Ref, period: Period): Figure | undefined {
  const year = yearOf(projection.model.calendar, period.first);
  return (
    servicePrice(figure, tier, Number(period.id), projection) ??
    streamFigure(figure, projection, year) ??
    efficiencyFigure(figure, projection, year, tier) ??
    indicatorFigure(figure, projection) ??
    mixFigure(figure, projection, year) ??
    (period.grain === 'year' ? obligationFigure(figure, projection, period) : undefined) ??
    cascadeFigure(figure, projection, year, tier) ??
    presentValue(figure, projection, period)
  );
}

function figureOfSchool(
  projection: Projection,
  ref: Ref,
  name: SchoolFigureName,
  { id }: Period,
  extra: School | undefined,
  lists: readonly ListSaid[],
): Figure | NoFigure {
  const { model, membership } = projection;
  const school = extra ?? model.schools.find((each) => each.id === ref.school);
  if (school === undefined) return { what: 'school', name: ref.school ?? '(none named)', known: model.schools.map((each) => each.id) };
  const option = optionOfSchool(projection, ref, school, Number(id), lists);
  if ('what' in option) return option;
  const quote = membership.quoteFor(option.terms, school, Number(id));
  if (quote === undefined) return { what: 'tier', name: `${option.tier} for ${school.name}`, known: [...model.tiers.keys()] };
  const own = option.list === undefined ? { tierId: option.tier } : {};
  const figure = schoolFigure(name, { school, tier: option.terms, year: Number(id), ...own }, quote, projection);
  return figure ?? { what: 'figure', name: `${name} of ${school.name}`, known: figureNames(model) };
}

function figureOfPart(projection: Projection, ref: Ref, year: number, extra: School | undefined, lists: readonly ListSaid[]): Figure | NoFigure {
  const { model } = projection;
  const school = extra ?? model.schools.find((each) => each.id === ref.school);
  if (school === undefined) return { what: 'school', name: ref.school ?? '(none named)', known: model.schools.map((each) => each.id) };
  const option = optionOfSchool(projection, ref, school, year, lists);
  return 'what' in option ? option : partOf(projection, school, option.tier, year);
}

function figureOfJoining(
  projection: Projection,
  { school: id }: Ref,
  name: (typeof JOINING_FIGURES)[number],
  year: number,
  extra: School | undefined,
): Figure | NoFigure {
  const { model } = projection;
  const school = extra ?? model.schools.find((each) => each.id === id);
  if (school === undefined) return { what: 'school', name: id ?? '(none named)', known: model.schools.map((each) => each.id) };
  return joiningFigure(name, projection, school, year) ?? { what: 'figure', name: `${name} of ${school.name}`, known: figureNames(model) };
}

function figureOfTier(
  projection: Projection,
  ref: Ref,
  make: (offer: Offer, among: Among) => Figure | undefined,
  { id }: Period,
  lists: readonly ListSaid[],
): Figure | NoFigure {
  const offer = offerFor(projection, ref, Number(id), lists);
  if ('what' in offer) return offer;
  const among = amongIn(ref.among);
  if (among === undefined) return { what: 'group of schools', name: ref.among as string, known: AMONG_KNOWN };
  return make(offer, among) ?? { what: 'figure', name: `${ref.figure} of these schools`, known: TIER_FIGURES };
}

/** Of a membership against a benchmark: what a tier of the model is held against may be a tier of a price list, which `with` and `tier` then name. */
function figureOfEconomy(
  projection: Projection,
  ref: Ref,
  { measure, against, tier }: NonNullable<ReturnType<typeof economyNamed>>,
  { id }: Period,
  lists: readonly ListSaid[],
): Figure | NoFigure {
  if (against === undefined && ref.with === undefined) return { what: 'figure', name: ref.figure, known: ECONOMY_FIGURES };
  const listed = against === undefined ? optionFor(projection, ref, lists) : undefined;
  const { with: _list, tier: _listTier, ...own } = ref;
  const offer = offerFor(projection, listed === undefined ? ref : { ...own, ...(tier && { tier }) }, Number(id), lists);
  if (listed !== undefined && 'what' in listed) return listed;
  if ('what' in offer) return offer;
  const among = amongIn(ref.among);
  if (among === undefined) return { what: 'group of schools', name: ref.among as string, known: AMONG_KNOWN };
  const benchmark = against ?? (listed && offerOf(projection, listed, Number(id)));
  const figure = benchmark && economyFigure(measure, benchmark, offer, among, projection);
  return figure ?? { what: 'figure', name: `${ref.figure} of these schools`, known: ECONOMY_FIGURES };
}

function figureOfBinding(projection: Projection, ref: Ref, { id }: Period, lists: readonly ListSaid[]): Figure | NoFigure {
  const { schools } = projection.model;
  const school = schools.find((each) => each.id === ref.school);
  if (school === undefined) return { what: 'school', name: ref.school ?? '(none named)', known: schools.map((each) => each.id) };
  const option = optionOfSchool(projection, ref, school, Number(id), lists);
  if ('what' in option) return option;
  const { floorTo, capFrom } = bindingOf(projection, option, school, Number(id));
  return (ref.figure === 'tier.floor_to' ? floorTo : capFrom) ?? { what: 'figure', name: `${ref.figure} of ${school.name}`, known: TIER_FIGURES };
}

function figureOfProtection(
  projection: Projection,
  ref: Ref,
  name: ProtectionFigureName,
  year: number,
  lists: readonly ListSaid[],
): Figure | NoFigure {
  const option = ref.tier === undefined ? undefined : optionFor(projection, ref, lists);
  if (option !== undefined && 'what' in option) return option;
  return protectionFigure(name, projection, option, year) ?? { what: 'figure', name, known: figureNames(projection.model) };
}

function figureOfInvoice(projection: Projection, { invoice }: Ref, name: (typeof INVOICE_FIGURES)[number]): Figure | NoFigure {
  const known = invoicesOf(projection).map(({ number }) => number);
  return invoiceFigure(name, invoice, projection) ?? { what: 'invoice', name: invoice ?? '(none named)', known };
}

/** Every figure that `explain` can be asked for, for messages and completion. */
export function figureNames(model: Model): readonly string[] {
  return [
    ...lineNames(model),
    ...SCHOOL_FIGURES,
    ...JOINING_FIGURES,
    ...TAKEN_FIGURES,
    ...TIER_FIGURES,
    ...CHOICE_FIGURES,
    ...SPREAD_FIGURES,
    ...ECONOMY_FIGURES,
    ...(model.consultation === undefined ? [] : CONSULTATION_FIGURES),
    ...(model.protection === undefined ? [] : PROTECTION_FIGURES),
    ...servicePriceNames(model),
    ...INVOICE_FIGURES,
    ...streamFigureNames(model),
    ...efficiencyNames(model),
    ...indicatorNames(model),
    ...mixFigureNames(model),
    ...obligationNames(model),
    ...CASCADE_FIGURES,
    ...presentValueNames(model),
    'tier.floor_to',
    'tier.cap_from',
    ...BREAK_EVENS.map((name) => `break_even.${name}`),
  ];
}
