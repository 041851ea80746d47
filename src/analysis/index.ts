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
export { type Found, HEADLINES, periodIn, type SchoolIn, schoolIn, type Wanted, wantedFigure, wantedIn, wantedLabel } from './cell-figures.js';
export type { ChoiceFigureName } from './choices.js';
export { type Added, type Candidate, type Coalition, coalitionOf, type Order } from './coalition.js';
export { answerUnder, RESTS, type Rested, type Rests, restsOn } from './consulted.js';
export type { Looked } from './crossing-steps.js';
export type { Zone } from './crossings.js';
export {
  type Amount,
  type Axis,
  axisOf,
  Bench,
  type Company,
  CUTS,
  type Cut,
  canBeCompared,
  type DesignAsked,
  fewOf,
  isEmptied,
  isMet,
  type Limit,
  type Limited,
  MOST_TRIED,
  numbersToday,
  type Paying,
  type Score,
  type Searched,
  type Shape,
  Space,
  search,
  shapeAnew,
  shapeToday,
  spreadOver,
  TERMS,
  TRIED,
  usualAxes,
  type Vary,
  type Verified,
  verified,
  verifiedToday,
} from './design/index.js';
export { type Dial, evenlyBetween, type Setting, type Stretch, textIn } from './dials.js';
export { type Benchmark, type EconomyMeasure, economyName } from './economy.js';
export { type IndicatorMeasure, warningsOf } from './effectiveness.js';
export { decimalsOf, type Effect, effectsOf, isBeyond, type Outcomes, outcomesOf, type Span } from './effects.js';
export { evenBridge } from './even-bridge.js';
export { type Evidence, evidenceOf } from './evidence.js';
export { type Filling, schoolsIn } from './filling.js';
export { type SpreadMeasure, spreadFigure } from './gains.js';
export { amongOf, constituencyOf, GROUPINGS, type Group, type Grouping, groupsBy, inAmong } from './groups.js';
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
  lints,
  OTHER_LINTS,
  rollFindings,
  type Subject,
  schoolFindings,
  unknownLints,
} from './lints/index.js';
export { type Askable, askableOf, attributesIn, madeUpSchool } from './made-up.js';
export { type BreakEvenMeasure, measures } from './measures.js';
export {
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
  type View,
  whyNone,
} from './mix.js';
export { dialNamed, namedIn, type Place, placeNamed, stretched, type Turnable } from './named-dials.js';
export { lowestCash, type Obligation, type Outcome, obligations, outcomeOf, type Verdict } from './obligations/index.js';
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
export { type Payback, paybackOf, type When } from './payback.js';
export { type PhaseResult, phaseResults } from './phases.js';
export { type Pivotal, type PivotalSchool, type PivotalTrust, pivotalIn } from './pivotal.js';
export { type HeldPolicy, heldPolicies } from './policies.js';
export { type PresentValueName, presentValue } from './present-values.js';
export { type Anomaly, heldExamples, quotesOf } from './price-lists.js';
export { brokenPromises, concerns, type Held } from './promises.js';
export { type ProtectionYear, protectionOf } from './protection.js';
export { type NoFigure, type Ref, timeOf } from './reference.js';
export { type Quality, type Registered, registerFindings, registerOf } from './register.js';
export { type Challenge, challengesTo, type Switch, switchOf } from './robustness.js';
export { SCHOOL_FIGURES, type SchoolFigureName, schoolFigure } from './schools.js';
export { type Seats, seatsOf } from './seats.js';
export {
  type Bar,
  barsOf,
  evenlyOver,
  gridOf,
  type Overtaking,
  type Rival,
  rankSwitches,
  type Sensitive,
  type Switching,
  sensitiveOf,
  signSwitches,
  type Within,
} from './sensitivity.js';
export { nameOf, type Stream, shareOutOf } from './share-out.js';
export { type Bounds, isAtBound, type Solution, type Solved, solve, stretchOf } from './solve.js';
export { knownOf, type Spread, spreadOf } from './spread.js';
export { phaseSubsidies, streamSubsidies } from './stream-figures.js';
export { type Beside, SCOPES } from './subjects.js';
export type { Subsidies } from './subsidies.js';
export { isTaken, membershipOf, noMembership, partOf } from './taken.js';
export { type Asked, askedIn, type NotAsked, type Target, targetIn } from './targets.js';
export type { Tried } from './tried.js';
export { AGAINST, type Against, includedIn, unpricedIn } from './worth.js';
