import { Exact, type Figure, input, type Kind, type Money, type Origin, unknown } from '../../src/figures/index.js';
import {
  type Cell,
  type Column,
  type Ref,
  Report,
  type Row,
  type Show,
  type Table,
} from '../../src/report/page/report.js';
import { claim, type Sentence, subject, titled, words } from '../../src/report/page/sentence.js';

const ORIGIN: Origin = {
  file: 'model.yaml',
  line: 3,
  column: 5,
  path: 'a.b',
  text: '',
  basis: 'published',
  source: undefined,
};

/** A figure's cell, so that a test can change it. */
export type FigureCell = Extract<Cell, { kind: 'figure' }>;

export function money(pounds: string): Money {
  return input('money', Exact.of(pounds), ORIGIN);
}

export function amount<K extends Kind>(kind: K, text: string): Figure<K> {
  return input(kind, Exact.of(text), ORIGIN);
}

export function figureCell(figure: Figure, show: Show = 'pounds', ref: Ref = { figure: 'income' }): FigureCell {
  return { kind: 'figure', figure, ref, show };
}

export const pounds = (text: string): Cell => figureCell(money(text));
export const pence = (text: string): Cell => figureCell(money(text), 'pence');
export const unsaid = (why: string): Cell => figureCell(unknown('money', why));
export const says = (text: string): Cell => ({ kind: 'text', text });
export const none: Cell = { kind: 'none' };

export function row(label: string, cells: readonly Cell[], role: Row['role'] = 'line', level = 0): Row {
  return { id: label, cells: [says(label), ...cells], role, level };
}

export function columns(...headings: readonly string[]): Column[] {
  return headings.map((heading, i) => ({ id: `c${i}`, heading, align: i === 0 ? 'left' : 'right' }));
}

const sample = subject('sample', {
  text: claim(
    { reason: 'a sample' },
    (text: string) => text,
    (text) => words`${text}`,
  ),
});

/** Sentences of any words, for tests of how they are shown. */
export const sentences = (...texts: readonly string[]): Sentence[] => texts.flatMap((text) => sample.say.text(text));

export function tableOf(
  cols: readonly Column[],
  rows: readonly Row[],
  said: readonly string[] = [],
  id = 'main',
): Table {
  return { kind: 'table', id, title: titled('Income and expenditure'), columns: cols, rows, notes: sentences(...said) };
}

export function reportOf(...blocks: Report['blocks']): Report {
  return Report.of({
    id: 'forecast',
    title: titled('Forecast of a learning partnership'),
    basis: sentences('From examples/x/model.yaml, as it stands.'),
    blocks,
  });
}
