import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { reportsOf } from '../support/reports.js';
import { runs } from '../support/runs.js';
import { withScenarios } from '../support/scenarios.js';
import { PoundsShown } from '../support/whole-pounds.js';
