export { BREAK_EVENS, type BreakEven, type BreakEvenMeasure, breakEven, type Crossing, measureMeans, measures, type Zone } from './break-even.js';
export { type Bridge, type BridgeStep, bridge, bridgeFigure, bridgeNamed, CAUSE_LABELS, type Cause } from './bridge.js';
export { figureFor, figureNames, type NoFigure, periodFor, type Ref, timeOf } from './catalogue.js';
export { type Evidence, evidenceOf } from './evidence.js';
export { type Broken, brokenIdentities, identities } from './identities.js';
export { attributesIn, madeUpSchool } from './made-up.js';
export { brokenPromises, concerns, explainCommand, type Held } from './promises.js';
export { SCHOOL_FIGURES, type SchoolFigureName, schoolFigure, schoolFigureMeans } from './schools.js';
