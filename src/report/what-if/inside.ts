import type { FigureSpan, PositionsTried, TriedFigure, Within } from '../../analysis/index.js';
import { NONE, textCell } from '../page/cell.js';
import type { Cell, Column, Row, Table } from '../page/report.js';
import { number, type Sentence, type SentenceWords, words } from '../page/sentence.js';
import { tried as register } from '../sentences/assumptions.js';
import { titles } from '../sentences/titles.js';
import { readable } from './tried.js';

/** A figure over one range, told because its ends do not tell how far it goes. */
export interface Inside {
  readonly id: string;
  readonly label: string;
  readonly span: FigureSpan;
  readonly cell: (tried: TriedFigure) => Cell;
}

/** How far some figures go inside their ranges, where the ends do not tell it; undefined where they do for all. */
export function insideTable(of: string, all: readonly Inside[], notes: readonly Sentence[]): Table[] {
  if (all.length === 0) return [];
  const column = (id: string, heading: string, align: Column['align'] = 'left'): Column => ({ id, heading, align });
  const at = ({ text }: TriedFigure): Cell => textCell(readable(text));
  const rows = all.map(({ id, label, span: { lowest, highest }, cell }): Row => {
    const shown = (tried: TriedFigure): Cell => (tried.figure === undefined ? NONE : cell(tried));
    return {
      id,
      role: 'line',
      level: 0,
      cells: [textCell(label), shown(lowest), at(lowest), shown(highest), at(highest)],
    };
  });
  return [
    {
      kind: 'table',
      id: 'inside',
      title: titles.say.inside({ rows: rows.length, of }),
      columns: [
        column('assumption', 'Assumption'),
        column('lowest', 'Lowest', 'right'),
        column('lowest_at', 'at'),
        column('highest', 'Highest', 'right'),
        column('highest_at', 'at'),
      ],
      rows,
      notes: [...register.say.inside(), ...notes],
    },
  ];
}

/** For which ranges not every value was looked at, in a sentence for each; `of` is how many values there are. */
export function lookedNotes(
  all: readonly (readonly [label: string, looked: PositionsTried, of: number])[],
): Sentence[] {
  return all.flatMap(([label, looked, of]) =>
    register.say.looked(looked === 'all' || looked === 0 ? undefined : { label, said: lookedSaid(looked, of) }),
  );
}

/** That a figure was looked at in some of the places where it might be something else. */
export function lookedSaid(looked: number, of: number): SentenceWords {
  return words`${number(looked)} of ${number(of)} values were looked at, and what lies between two of them may have been passed over`;
}

/** What was found within each range. */
export type FoundWithin<T> = ReadonlyMap<string, Within<T>>;
