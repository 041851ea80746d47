import type { JsonBlock } from '../report/answers.js';

/* What a note explains stands in the table above it. */

/** Begin a note as a term does, and explain no word of a table: they say something of the whole of it. */
const NO_TERMS: readonly string[] = [
  // Shares of draws, which are numbers here.
  'all',
  'none',
  'unknown',
  'against buying the same',
  'all digits',
  'as modelled',
  'does not move it',
  'free reserves',
  'in the search',
  'in the year',
  'none is needed',
  'not known to move it',
  'the mix is held',
  'to the pound',
  'without a price',
  'with another cause',
  'without a seat',
];

/** A scale is explained whole, whichever of its words stand in a table: evidence is good, fair or weak. */
const SCALES: readonly (readonly string[])[] = [
  ['good', 'fair', 'weak'],
  ['low', 'low to high', 'typical', 'high'],
  ['saves', 'costs more'],
];

const TERM = /(?:^|[.;] )([A-Z][a-z]+(?: [a-z]+){0,2}): /g;

/** The words that the notes of tables explain, and that stand nowhere in the table itself. */
export function unusedLegends(blocks: readonly JsonBlock[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'table') return [];
    const texts = [
      block.title,
      ...block.columns.map(({ heading }) => heading),
      ...block.rows.flatMap(({ cells }) => cells.map((cell) => cell?.text ?? '')),
    ];
    const table = texts.join('\n').toLowerCase();
    const stands = (term: string): boolean =>
      [term, ...(SCALES.find((scale) => scale.includes(term)) ?? [])].some((word) => table.includes(word));
    return block.notes
      .flatMap((note) => [...note.matchAll(TERM)].flatMap(([, term = '']) => term.toLowerCase().split(/, | and /)))
      .filter((term) => !NO_TERMS.includes(term) && !stands(term))
      .map((term) => `${block.id}: ${term}`);
  });
}
