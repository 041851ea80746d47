import { describe, expect, test } from 'vitest';
import { type Problem, problemsIn } from '../../src/language/index.js';
import { wordsFor } from '../../src/language/words.js';
import { Source } from '../../src/reading/index.js';
import { diskOf, type Files } from './disk.js';

/** The problems of a model, or of a price list, which has no calendar; none of one that is accepted. */
function problemsOf(files: Files | string): readonly Problem[] {
  const all: Files = typeof files === 'string' ? { 'model.yaml': files } : files;
  try {
    const source = Source.open(diskOf(all), 'model.yaml');
    if (String(all['model.yaml']).includes('\ncalendar:')) source.load({ scenarios: [], sets: [] });
    else source.loadPriceList();
    return [];
  } catch (error) {
    const problems = problemsIn(error);
    if (problems === undefined) throw error;
    return problems;
  }
}

/** The word that stands at a place. */
function wordAt(span: Problem['span']): string {
  const line = span?.file.text.split('\n')[span.line - 1] ?? '';
  return /^[^\s,:}\]]+/.exec(line.slice((span?.column ?? 1) - 1))?.[0] ?? 'nowhere';
}

/** What is said of a problem, what it has to do with, and the remedy. */
function saidBy(found: Problem): string {
  const { message, remedy } = wordsFor(found);
  const also = found.also.map(({ span, role }) => `; ${role}: ${wordAt(span)}`);
  return `${message}${also.join('')}${remedy === undefined ? '' : ` = ${remedy}`}`;
}

/** What is told of a model: the code, and the word that stands where it is told; more only where words lack something. */
export const toldOf = (files: Files | string): string[] =>
  problemsOf(files).map((found) => {
    const said = saidBy(found);
    return `${found.code} at ${wordAt(found.span)}${/undefined|NaN|Infinity/.test(said) ? `: ${said}` : ''}`;
  });

/** The same word by word. */
const saidOf = (files: Files | string): string[] =>
  problemsOf(files).map((found) => `${wordAt(found.span)}: ${saidBy(found)}`);

/** What is wrong, what is told of it, and what lies just beside it and is right. */
export type Case = readonly [what: string, wrong: string, told: readonly string[], right: string];

function held(told: (files: Files | string) => readonly string[]) {
  return (name: string, written: (text: string) => Files | string, all: readonly Case[]): void => {
    describe(name, () => {
      test.each(all)('%s', (_, wrong, expected, right) => {
        expect(told(written(wrong))).toEqual(expected);
        expect(told(written(right))).toEqual([]);
      });
    });
  };
}

export const cases = held(toldOf);
/** By what is said, word by word: where names that there are, numbers or other places are part of it. */
export const casesInWords = held(saidOf);
