import type { Problem } from '../language/problem.js';
import { wordsFor } from '../language/words.js';
import { visible } from './text.js';

/** A problem in words, with nothing in them that a terminal or a log would act on. */
export function wordsOf(problem: Problem): { readonly message: string; readonly remedy: string } {
  const { message, remedy } = wordsFor(problem);
  return { message: visible(message), remedy: visible(remedy) };
}
