import { type IndicatorMeasure, warningsOf } from '../../analysis/index.js';
import { keyInWords } from '../../language/index.js';
import { textCell } from '../page/cell.js';
import type { Block, Show, Table, Text } from '../page/report.js';
import { titled } from '../page/sentence.js';
import { worth } from '../sentences/worth.js';
import { cell, type ForMoneyTables, label, row } from './told.js';
import { column } from './valued.js';

const INDICATOR: readonly (readonly [measure: IndicatorMeasure, heading: string, show: (isRate: boolean) => Show])[] = [
  ['baseline', 'Now', (isRate) => (isRate ? 'percent' : 'exact')],
  ['target', 'Target', (isRate) => (isRate ? 'percent' : 'exact')],
  ['change', 'Change', (isRate) => (isRate ? 'percent' : 'exact')],
  ['room', 'Room', (isRate) => (isRate ? 'percent' : 'exact')],
  ['cost', 'Cost, £', () => 'pounds'],
  ['per_unit', 'each, £', () => 'pounds'],
];

/** The model's own indicators, and what a board should know before it takes them for a proof. */
export function effectivenessBlocks(told: ForMoneyTables): Block[] {
  const { model } = told.standing;
  if (model.indicators.size === 0) {
    return [
      {
        kind: 'text',
        id: 'effectiveness',
        title: titled('Effectiveness: does it work?'),
        lines: worth.say.noIndicators(0),
      },
    ];
  }
  const rows = [...model.indicators].map(([id, { name, unit, baseline, target }]) => {
    const cells = INDICATOR.map(([measure, , show]) =>
      cell(`indicator.${measure}.${id}`, told, show(baseline.value.kind === 'rate')),
    );
    return row(id, `${name ?? keyInWords(id)}, ${unit}`, [textCell(`${baseline.year} to ${target.year}`), ...cells]);
  });
  const table: Table = {
    kind: 'table',
    id: 'effectiveness',
    title: titled('Effectiveness: what is to change, and what that costs'),
    columns: [
      label('indicator', 'Indicator'),
      label('years', 'Years'),
      ...INDICATOR.map(([id, heading]) => column(id, heading)),
    ],
    rows,
    notes: [...worth.say.change(), ...worth.say.afterCost()],
  };
  const warnings = [...model.indicators].flatMap(([id, indicator]) =>
    warningsOf(id, indicator).flatMap((said) => worth.say.indicatorWarning(said)),
  );
  const text: Text = {
    kind: 'text',
    id: 'effectiveness.warnings',
    title: titled('Cautions about the indicators'),
    lines: warnings,
  };
  return warnings.length === 0 ? [table] : [table, text];
}
