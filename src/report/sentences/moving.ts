import type { Figure } from '../../figures/index.js';
import {
  claim,
  counted,
  inFull,
  listed,
  method,
  number,
  RESTATES,
  type SentenceWords,
  subject,
  words,
} from '../page/sentence.js';

const some = (ids: readonly string[]): readonly string[] | undefined => (ids.length === 0 ? undefined : ids);

/** How many cells of a grid are below zero, are known, and are in it. */
export interface Signs {
  readonly below: number;
  readonly known: number;
  readonly all: number;
}

/** Cells of a grid that make no model; of the first, its values and what is wrong with them. */
export interface Impossible {
  readonly many: number;
  readonly of: number;
  readonly what: string;
  readonly why: string;
}

/** What a search for a value of one input found. */
export interface SoughtValue {
  readonly target: string;
  readonly path: string;
  /** Whether any value gives the figure, or passes it; and how many give it. */
  readonly isNone: boolean;
  readonly isStill: boolean;
  readonly giving: number;
  readonly holding: readonly string[];
  readonly word: string;
  readonly looked: {
    readonly from: string;
    readonly to: string;
    readonly step: string;
    readonly isKnown: boolean;
    readonly isImpossible: boolean;
    readonly part: SentenceWords | undefined;
  };
  readonly jumps: boolean;
  readonly passes: { readonly isMoney: boolean } | undefined;
}

/** What moves a figure, and by which value of an input it is reached. */
export const moving = subject('moving', {
  noAssumptions: claim(
    'law',
    (base: Figure | undefined) => base,
    (base) => words`The model has no assumptions that could move it: it is ${inFull(base)}, as modelled.`,
  ),
  mostFirst: method((legend: string) => words`${legend}What moves it most comes first.`),
  noRange: claim(
    'law',
    (isAny: boolean) => (isAny ? true : undefined),
    () => words`* The file states no range: a tenth either way.`,
  ),
  changesSign: claim(
    'law',
    some,
    (ids) => words`Changes sign within its range: ${listed(ids)} (--switching says where).`,
  ),
  still: claim('law', some, (ids) => words`Does not move it: ${listed(ids)}.`),
  notSeen: claim(
    RESTATES,
    (of: { readonly id: string; readonly said: SentenceWords } | undefined) => of,
    ({ id, said }) => words`Not seen to move it: ${id}; ${said}.`,
  ),
  lastDigit: claim(
    'law',
    (rows: number) => (rows === 0 ? undefined : true),
    () => words`To the last digit of the value or its range, worked out exactly on both sides.`,
  ),
  noneInRange: claim('law', some, (ids) => words`None in range: ${listed(ids)}.`),
  notKnown: claim(RESTATES, some, (ids) => words`Not known: ${listed(ids)}.`),
  asModelled: claim(
    { reason: 'it repeats the values of the file' },
    (dials: readonly (readonly [id: string, value: string])[]) => dials,
    (dials) => words`As modelled: ${listed(dials.map(([id, value]) => `${id} ${value}`))}.`,
  ),
  dialNoRange: claim(
    'law',
    (id: string | undefined) => id,
    (id) => words`${id}: no range is stated, so a tenth either way.`,
  ),
  allPrices: method(
    () => words`price: rates, flat fees, floors, caps, bands and packs of every tier all change in proportion.`,
  ),
  allSchools: method((name: string) => words`${name}: the numbers of all these schools change in proportion.`),
  allDates: claim(
    { reason: 'the dates of a value are in no figure of the page' },
    (id: string | undefined) => id,
    (id) => words`${id}: its values of all dates change in proportion.`,
  ),
  noneBelow: claim(
    'law',
    (of: Signs) => (of.below === 0 && of.known > 0 ? of : undefined),
    ({ known, all }) => words`No cell${known < all ? ' that is known' : ''} is below zero.`,
  ),
  allBelow: claim(
    'law',
    (of: Signs) => (of.below > 0 && of.below === of.known ? of : undefined),
    ({ known, all }) => words`Every cell${known < all ? ' that is known' : ''} is below zero.`,
  ),
  someBelow: claim(
    'law',
    (of: Signs) => (of.below > 0 && of.below < of.known ? of : undefined),
    ({ below, known, all }) =>
      words`Below zero, in brackets, in ${number(below)} of ${counted(known, 'cell', 'cells')}${known < all ? (known === 1 ? ' that is known' : ' that are known') : ''}.`,
  ),
  impossible: claim(
    'law',
    (of: Impossible | undefined) => of,
    ({ many, of, what, why }) =>
      words`${number(many)} of ${counted(of, 'cell', 'cells')} ${many === 1 ? 'makes' : 'make'} no model${many === 1 ? '' : ', the first of them'}: ${what}: ${why}`,
  ),
  solveNone: claim(
    'law',
    ({ isNone, target }: SoughtValue) => (isNone ? target : undefined),
    (target) => words`None of them gives ${target}.`,
  ),
  solveStill: claim(
    'law',
    ({ isStill, path }: SoughtValue) => (isStill ? path : undefined),
    (path) => words`${path} does not move it, over all that was looked at.`,
  ),
  solveSeveral: claim(
    'law',
    ({ giving }: SoughtValue) => (giving > 1 ? giving : undefined),
    (giving) => words`There are ${number(giving)} such values.`,
  ),
  solveHolding: claim(
    RESTATES,
    (found: SoughtValue) => (found.holding.length === 0 ? undefined : found),
    ({ word, path, holding }) => words`${word} with ${path} at ${listed(holding, ', or ', ', or ')}.`,
  ),
  solveLooked: claim(
    { reason: 'it repeats what was looked at; every value that is shown is played through' },
    ({ looked }: SoughtValue) => looked,
    ({ from, to, step, isKnown, isImpossible, part }) =>
      words`Looked at from ${from} to ${to}, in steps of ${step}; ${isKnown ? 'each value verified by the model played through with it' : isImpossible ? 'none that was tried makes a model' : 'the figure is known at none that was tried'}.${part === undefined ? '' : words` Not every value was looked at: ${part}.`}`,
  ),
  solveJumps: claim(
    RESTATES,
    ({ jumps }: SoughtValue) => (jumps ? true : undefined),
    () => words`Where it jumps over the target no value gives it, however small the steps.`,
  ),
  solvePasses: claim(
    RESTATES,
    ({ passes }: SoughtValue) => passes,
    ({ isMoney }) =>
      words`Where it passes the target no value of a step gives it${isMoney ? ' to the penny; smaller steps come nearer (--step)' : ''}.`,
  ),
});
