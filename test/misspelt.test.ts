import { expect, test } from 'vitest';
import { DECLARED_AT, LISTED_AT } from '../src/model/index.js';
import { type Mutant, placeOf, spliced } from './support/mutants/mutant.js';
import { told } from './support/mutants/run.js';
import { type Subject, subjects } from './support/mutants/subjects.js';
import { trial } from './support/mutants/trial.js';
import { isFreeText } from './support/mutants/yaml-slips.js';
import { type Token, tokensOf } from './support/mutants/yaml-tokens.js';
import { isFull } from './support/runs.js';

/* A name that is misspelt where it is declared, and right wherever it is used, is one problem at its declaration. */

/** Whether a key, or an item of a list, declares a name that other places of a file use. */
function isDeclaration({ path }: Token): boolean {
  const own = path[0] === 'scenarios' && path[2] === 'add' ? path.slice(3) : path;
  const at = own.slice(0, -1).join('.');
  return DECLARED_AT.includes(at) || LISTED_AT.includes(at);
}

const wordsOf = (text: string): string[] => text.match(/\w+/g) ?? [];

/** The declarations of a file whose names several other places use, and nothing else declares. */
function declarations({ file, files }: Subject): Mutant[] {
  if (!file.endsWith('.yaml')) return [];
  const text = files[file] as string;
  const tokens = tokensOf(text);
  const declared = tokens.filter((token) => isDeclaration(token) && /^\w{5,}$/.test(token.text));
  return declared.flatMap((token) => {
    const isAlone = declared.filter((each) => each.text === token.text).length === 1;
    const uses = tokens.filter(
      (each) =>
        each !== token &&
        each.is === 'value' &&
        !isFreeText(each) &&
        !isKindOfSchool(each) &&
        wordsOf(each.text).includes(token.text),
    );
    return isAlone && uses.length >= 2 ? [misspelt(text, token)] : [];
  });
}

/** `type: academy` is a kind of school, and no use of a group of that name. */
const isKindOfSchool = ({ path }: Token): boolean => ['type', 'phase'].includes(String(path[path.length - 1]));

function misspelt(text: string, { text: name, start, end, path }: Token): Mutant {
  const becomes = `${name.slice(0, 2)}${name.slice(3)}`;
  return {
    what: 'name',
    kind: 'a declaration',
    text: spliced(text, start, end, becomes),
    path: path.join('.'),
    was: name,
    becomes,
    at: [placeOf(text, start, becomes.length)],
  };
}

const all = subjects().flatMap((subject) => declarations(subject).map((mutant) => ({ subject, mutant })));
/** Each by itself is a model that is checked: a sample, unless all are asked for. */
const tried = all.filter((_, i) => isFull || i % 8 === 0);

test('there are declarations to misspell', () => expect(all.length).toBeGreaterThan(40));

test.each(tried)('$subject.file: $mutant.path as $mutant.becomes', async ({ subject, mutant }) => {
  const found = await trial(subject, mutant);
  expect(
    found.told.map((each) => each.split(' ')[0]),
    told(found),
  ).toEqual(['misspelt-name']);
  expect([found.isExact, found.suggested], told(found)).toEqual([true, mutant.was]);
});
