export {
  type Appraised,
  appraisalProblems,
  openCriteria,
  type Ranking,
  type Reading,
  rankingOf,
  readingsOf,
  yearFor,
} from './appraisal/appraisal.js';
export { type Challenge, challengesTo, type Switch, switchOf } from './appraisal/robustness.js';
export { type Broken, brokenIdentities, identities } from './books/identities.js';
export { type Invoice, invoicesAfter, invoicesOf } from './books/invoices.js';
export { type Ledger, lastDay, ledgerOf } from './books/ledger.js';
export { type BreakEven, breakEven, type Crossing, type MixEnd, membersAt } from './break-even/break-even.js';
export {
  type Added,
  type Coalition,
  type CoalitionCandidate,
  coalitionOf,
  type Order,
} from './break-even/coalition.js';
export type { Zone } from './break-even/crossings.js';
export { type BreakEvenMeasure, measures, measuresOf } from './break-even/measures.js';
export { type MonthOutcome, type Payback, paybackOf } from './break-even/payback.js';
export { type Pivotal, type PivotalSchool, type PivotalTrust, pivotalIn } from './break-even/pivotal.js';
export { figureFor, figureNamed, figureNames, type NamedFigure } from './catalogue/catalogue.js';
export {
  type FoundFigure,
  HEADLINES,
  periodIn,
  type SchoolIn,
  schoolIn,
  type Wanted,
  wantedFigure,
  wantedIn,
  wantedLabel,
} from './catalogue/cell-figures.js';
export { idleOnTheWay } from './catalogue/idle.js';
export { type NoFigure, type Ref, timeOf } from './catalogue/reference.js';
export { type Beside, SCOPES } from './catalogue/subjects.js';
export { askedIn } from './catalogue/trial-figures.js';
export { type HeldPolicy, heldPolicies, statedPolicies } from './checks/policies.js';
export { brokenPromises, concerns, type HeldScenario } from './checks/promises.js';
export {
  type Axis,
  axisOf,
  Bench,
  type BoardLimit,
  type Company,
  CUTS,
  canBeCompared,
  type DesignAsked,
  fewOf,
  isEmptied,
  isMet,
  type Limited,
  MOST_TRIED,
  numbersToday,
  type PayingSchool,
  type PriceCut,
  type Score,
  Space,
  search,
  shapeAnew,
  shapeToday,
  spreadOver,
  type TariffAmount,
  type TariffSearch,
  type TariffShape,
  TERMS,
  TRIED,
  usualAxes,
  type Vary,
  type Verified,
  verified,
  verifiedToday,
} from './design/index.js';
export { type IndicatorMeasure, warningsOf } from './full-cost/effectiveness.js';
export {
  type BrokerageView,
  hasBrokerage,
  type Mix,
  type MixName,
  type MixStream,
  type MixStreamName,
  mixOf,
  mixStreams,
  ofMix,
  ofMixStream,
  REST,
  VIEWS,
  whyNone,
} from './full-cost/mix.js';
export { type PhaseResult, phaseResults } from './full-cost/phases.js';
export { nameOf, type Stream, shareOutOf } from './full-cost/share-out.js';
export { phaseSubsidies, streamSubsidies } from './full-cost/stream-figures.js';
export type { Subsidies } from './full-cost/subsidies.js';
export { type Cascade, type CascadeFigureName, cascadeOf, type Ending, figureOfCascade } from './leaving/cascade.js';
export { type Seats, seatsOf } from './leaving/seats.js';
export {
  dateFindings,
  exampleFindings,
  type Finding,
  findingsIn,
  idleChanges,
  idleFindings,
  type Judged,
  judged,
  type LintSubject,
  lints,
  OTHER_LINTS,
  orderFindings,
  pricedIn,
  pupilFindings,
  rollFindings,
  schoolFindings,
  unknownLints,
} from './lints/index.js';
export {
  lowestCash,
  type Obligation,
  type Outcome,
  obligations,
  outcomeOf,
  type TestVerdict,
} from './obligations/index.js';
export type { ChoiceFigureName } from './offer/choices.js';
export { answerUnder, RESTS, type Rested, type Rests, restsOn } from './offer/consulted.js';
export { withSlips } from './offer/example-slips.js';
export {
  isTierFigure,
  type ListSaid,
  type Offer,
  type Option,
  offerOf,
  optionsOf,
  type Priced,
  type TierFigureName,
  type TierOffer,
  tierFigure,
  tierFigures,
} from './offer/options.js';
export { type Anomaly, heldExamples, quotesOf } from './offer/price-lists.js';
export { isTaken, joinsNone, membershipOf, noMembership, partOf } from './offer/taken.js';
export { type Among, amongText, groupsOf, type Size } from './shared/among.js';
export { CAUSE_WORDS, CAUSES, type Cause } from './shared/causes.js';
export type { PositionsTried } from './shared/crossing-steps.js';
export { type Evidence, evidenceOf } from './shared/evidence.js';
export { type Filling, schoolsIn } from './shared/filling.js';
export {
  amongOf,
  constituencyOf,
  GROUPINGS,
  type Grouping,
  groupsBy,
  inAmong,
  type SchoolGroup,
} from './shared/groups.js';
export { inputsOf } from './shared/inputs.js';
export { type Askable, askableOf, attributesIn, madeUpSchool } from './shared/made-up.js';
export { type Bridge, bridge, bridgeCauses } from './what-if/bridge.js';
export { type Dial, type DialStretch, evenlyBetween, type Setting, textIn } from './what-if/dials.js';
export {
  decimalsOf,
  type Effect,
  effectsOf,
  type FigureSpan,
  isBeyond,
  type Outcomes,
  outcomesOf,
} from './what-if/effects.js';
export { evenBridge } from './what-if/even-bridge.js';
export { type DialModel, dialNamed, type NumberPlace, namedIn, placeNamed, stretched } from './what-if/named-dials.js';
export { type Quality, type Registered, registerFindings, registerOf } from './what-if/register.js';
export {
  barsOf,
  evenlyOver,
  gridOf,
  type Overtaking,
  type RivalOption,
  rankSwitches,
  type Sensitive,
  type Switching,
  sensitiveOf,
  signSwitches,
  type TornadoBar,
  type Within,
} from './what-if/sensitivity.js';
export { type Bounds, isAtBound, type Solution, type Solved, solve, stretchOf } from './what-if/solve.js';
export { type Target, type TrialFigure, targetIn } from './what-if/targets.js';
export type { TriedFigure } from './what-if/tried.js';
export { type Binding, bindings, type Differs } from './worth/binding.js';
export { type Benchmark, type EconomyMeasure, economyName } from './worth/economy.js';
export { type SpreadMeasure, spreadFigure } from './worth/gains.js';
export { type PresentValueName, presentValue } from './worth/present-values.js';
export { type ProtectionYear, protectionOf } from './worth/protection.js';
export { firstYearOf, SCHOOL_FIGURES, type SchoolFigureName, schoolFigure } from './worth/schools.js';
export { knownOf, type Spread, spreadOf } from './worth/spread.js';
export { AGAINST, type Against, includedIn, unpricedIn } from './worth/worth.js';
