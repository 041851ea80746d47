export { appraisalReport } from './board/appraisal.js';
export type { StressedChoices } from './board/appraisal-stresses.js';
export type { AppraisedChoice } from './board/appraising.js';
export { consultationReport } from './board/consultation.js';
export { sustainabilityReport } from './board/sustainability.js';
export { invoicesReport } from './books/invoices.js';
export { obligationsReport, type Watched } from './books/obligations.js';
export { resultsReport } from './books/results.js';
export { type Statement, statementsReport } from './books/statements.js';
export { breakEvenReport, VIEWS_ASKED } from './break-even/break-even.js';
export { drawReport } from './chance/draw.js';
export { simulationReport } from './chance/simulation.js';
export { type Designed, designReport } from './design/design.js';
export { whyDesigned } from './design/design-said.js';
export {
  commonYears,
  type DiffEnd,
  diffReport,
  isSame,
  type Promised,
  payersOf,
  type Threshold,
} from './diff/index.js';
export type { Standing } from './frame/basis.js';
export type { Choosable, Stressed } from './frame/choosable.js';
export { figuresIn, hasUnknown, namedPartial, withKnownParts } from './frame/known-part.js';
export { movedCells } from './frame/moved.js';
export type { Archetype, TiersAsked } from './offer/options.js';
export { ordersReport } from './offer/orders.js';
export { type PriceAsked, priceReport, type SchoolSaid } from './offer/price.js';
export { listFigure, priceListReport } from './offer/price-list.js';
export { listServicesReport, schoolServicesReport } from './offer/school-services.js';
export { servicesReport } from './offer/services.js';
export { tiersReport } from './offer/tiers.js';
export type { CheckCase, Checked } from './page/checked.js';
export type { Report } from './page/report.js';
export { inFull, type Sentence } from './page/sentence.js';
export { appraisal as sentences, type Counted } from './sentences/appraisal.js';
export { chance as chanceSentences } from './sentences/chance.js';
export { lives as livesSentences } from './sentences/lives.js';
export { stateTold } from './sentences/states.js';
export {
  type CheckVerdict,
  passes,
  problemsAsked,
  READS,
  type Verdicts,
  verdictLines,
  verdictOf,
  verdictsOn,
} from './sentences/verdict.js';
export { checkReport } from './sources/check.js';
export { type Depth, explainListReport, explainReport, namesReport } from './sources/explain.js';
export { modelReport, modelsReport } from './sources/models.js';
export { schoolsReport } from './sources/schools.js';
export { assumptionsReport } from './what-if/assumptions.js';
export { type CellsAsked, cellsReport } from './what-if/cells.js';
export { BRIDGED, compareReport, type Side } from './what-if/compare.js';
export { type Crossed, gridReport } from './what-if/grid.js';
export { type MovingFigure, type RankOrder, sensitivityReport } from './what-if/sensitivity.js';
export { type Sought, solveReport } from './what-if/solve.js';
export { forMoneyReport } from './worth/for-money.js';
export { valueReport } from './worth/value.js';
