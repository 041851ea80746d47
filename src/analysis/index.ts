export { type Among, amongText, groupsOf, type Size } from './among.js';
export {
  type Appraised,
  appraisalProblems,
  openCriteria,
  type Ranking,
  type Reading,
  rankingOf,
  readingsOf,
  yearFor,
} from './appraisal.js';
export { type Binding, bindings } from './binding.js';
export { type BreakEven, breakEven, type Crossing, type MixEnd, membersAt } from './break-even.js';
export { type Bridge, bridge, bridgeCauses } from './bridge.js';
export { type Cascade, type CascadeFigureName, cascadeOf, type Ending, figureOfCascade } from './cascade.js';
export { figureFor, figureNamed, figureNames, type NamedFigure } from './catalogue.js';
export { CAUSE_WORDS, CAUSES, type Cause } from './causes.js';
export { type FoundFigure, HEADLINES, periodIn, type SchoolIn, schoolIn, type Wanted, wantedFigure, wantedIn, wantedLabel } from './cell-figures.js';
export type { ChoiceFigureName } from './choices.js';
export { type Added, type Coalition, type CoalitionCandidate, coalitionOf, type Order } from './coalition.js';
export { answerUnder, RESTS, type Rested, type Rests, restsOn } from './consulted.js';
export type { PositionsTried } from './crossing-steps.js';
export type { Zone } from './crossings.js';
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
export { type Dial, type DialStretch, evenlyBetween, type Setting, textIn } from './dials.js';
export { type Benchmark, type EconomyMeasure, economyName } from './economy.js';
export { type IndicatorMeasure, warningsOf } from './effectiveness.js';
export { decimalsOf, type Effect, effectsOf, type FigureSpan, isBeyond, type Outcomes, outcomesOf } from './effects.js';
export { evenBridge } from './even-bridge.js';
export { type Evidence, evidenceOf } from './evidence.js';
export { type Filling, schoolsIn } from './filling.js';
export { type SpreadMeasure, spreadFigure } from './gains.js';
export { amongOf, constituencyOf, GROUPINGS, type Grouping, groupsBy, inAmong, type SchoolGroup } from './groups.js';
export { type Broken, brokenIdentities, identities } from './identities.js';
export { idleOnTheWay } from './idle.js';
export { inputsOf } from './inputs.js';
export { type Invoice, invoicesAfter, invoicesOf } from './invoices.js';
export { type Ledger, lastDay, ledgerOf } from './ledger.js';
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
  rollFindings,
  schoolFindings,
  unknownLints,
} from './lints/index.js';
export { type Askable, askableOf, attributesIn, madeUpSchool } from './made-up.js';
export { type BreakEvenMeasure, measures } from './measures.js';
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
} from './mix.js';
export { type DialModel, dialNamed, type NumberPlace, namedIn, placeNamed, stretched } from './named-dials.js';
export { lowestCash, type Obligation, type Outcome, obligations, outcomeOf, type TestVerdict } from './obligations/index.js';
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
} from './options.js';
export { type MonthOutcome, type Payback, paybackOf } from './payback.js';
export { type PhaseResult, phaseResults } from './phases.js';
export { type Pivotal, type PivotalSchool, type PivotalTrust, pivotalIn } from './pivotal.js';
export { type HeldPolicy, heldPolicies } from './policies.js';
export { type PresentValueName, presentValue } from './present-values.js';
export { type Anomaly, heldExamples, quotesOf } from './price-lists.js';
export { brokenPromises, concerns, type HeldScenario } from './promises.js';
export { type ProtectionYear, protectionOf } from './protection.js';
export { type NoFigure, type Ref, timeOf } from './reference.js';
export { type Quality, type Registered, registerFindings, registerOf } from './register.js';
export { type Challenge, challengesTo, type Switch, switchOf } from './robustness.js';
export { SCHOOL_FIGURES, type SchoolFigureName, schoolFigure } from './schools.js';
export { type Seats, seatsOf } from './seats.js';
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
} from './sensitivity.js';
export { nameOf, type Stream, shareOutOf } from './share-out.js';
export { type Bounds, isAtBound, type Solution, type Solved, solve, stretchOf } from './solve.js';
export { knownOf, type Spread, spreadOf } from './spread.js';
export { phaseSubsidies, streamSubsidies } from './stream-figures.js';
export { type Beside, SCOPES } from './subjects.js';
export type { Subsidies } from './subsidies.js';
export { isTaken, membershipOf, noMembership, partOf } from './taken.js';
export { askedIn, type NotAsked, type Target, type TrialFigure, targetIn } from './targets.js';
export type { TriedFigure } from './tried.js';
export { AGAINST, type Against, includedIn, unpricedIn } from './worth.js';
