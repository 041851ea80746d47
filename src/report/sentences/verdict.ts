import type { Problem, ProblemCode } from '../../language/index.js';
import { BASE_OPTION } from '../../model/index.js';
import type { CheckCase, Checked } from '../page/checked.js';

/**
 * What a case is held for. `balance`: whether the model balances: schema, references, identities, books, examples,
 * control totals, and with --strict its lints.
 * `promises`: whether what the board has promised is kept: the model's own checks, and the policies that it states for
 * reserves and cash.
 */
export type CheckVerdict = 'balance' | 'promises';

/**
 * How a check that can be asked ends where it does not hold. One that asks for what there is not is wrong, and no
 * promise.
 */
const MISSED: readonly ProblemCode[] = ['check-failed', 'policy-missed', 'figure-unknown'];

const isMissed = ({ code }: Problem): boolean => MISSED.includes(code);

/** What one thing that was held against a model says of it. */
export function verdictOf({ promise, problems }: CheckCase): CheckVerdict {
  return promise && problems.every(isMissed) ? 'promises' : 'balance';
}

/** Both verdicts on some models. */
export interface Verdicts {
  /** Each problem once. */
  readonly unbalanced: readonly Problem[];
  readonly missed: readonly Problem[];
  /** How many promises were held, each in each scenario that it speaks of, and how many of them are missed. */
  readonly promises: number;
  readonly misses: number;
  /** What is missed, each once, with the scenarios in which it is. */
  readonly names: readonly string[];
  /** How many rest on what is not known, so that nobody can say, and which they are. */
  readonly unknown: number;
  readonly unknownNames: readonly string[];
  /** How many are missed, and the file accepts that with a reason. */
  readonly accepted: number;
  /** How many cannot be held, because they ask for what there is not, or speak of what cannot be read. */
  readonly unheld: number;
  readonly unheldNames: readonly string[];
  /** Whether the promises of a model that balances, or of one that could be read at all, were held. */
  readonly areHeld: boolean;
}

/** Both verdicts on a model. */
export function verdictsOn({ cases, found }: Checked): Verdicts {
  const held = cases.filter(({ promise }) => promise);
  const unheld = held.filter((each) => each.isUnheld === true || verdictOf(each) === 'balance');
  const open = held.filter((each) => verdictOf(each) === 'promises' && each.problems.length > 0);
  const unknown = open.filter(({ problems }) => problems.every(({ code }) => code === 'figure-unknown'));
  const missed = open.filter((each) => !unknown.includes(each));
  const isRead = cases.every(({ name, problems }) => name !== READS || problems.length === 0);
  return {
    unbalanced: found.filter((each) => !isMissed(each)),
    missed: found.filter(isMissed),
    promises: held.length,
    unheld: unheld.length,
    unheldNames: namesOf(unheld),
    misses: missed.length,
    names: namesOf(missed),
    unknown: unknown.length,
    unknownNames: namesOf(unknown),
    accepted: held.filter(({ isAccepted }) => isAccepted === true).length,
    areHeld: isRead || held.length > 0,
  };
}

/**
 * `cash_floor`, `reserves_above_zero (base, low_buy_in)`: a promise is held in the model as it stands unless scenarios
 * are named.
 */
function namesOf(missed: readonly CheckCase[]): string[] {
  const names = [...new Set(missed.map(({ name }) => name))];
  return names.map((name) => {
    const where = missed.flatMap((each) => (each.name === name && each.scenario !== undefined ? [each.scenario] : []));
    const said = name.replace(/^check /, '').replace(/^policy /, 'the policy ');
    return where.every((each) => each === BASE_OPTION) ? said : `${said} (${where.join(', ')})`;
  });
}

/** The case of a model that can be read. */
export const READS = 'reads';

/** Whether what was asked of some models holds. */
export function passes(checked: readonly Checked[], only: 'balance' | undefined): boolean {
  return problemsAsked(checked, only).length === 0;
}

/** The problems that count: of both verdicts, or of the one that is asked for. */
export function problemsAsked(checked: readonly Checked[], only: 'balance' | undefined): readonly Problem[] {
  return checked.flatMap((each) => (only === 'balance' ? verdictsOn(each).unbalanced : each.found));
}

/** Both verdicts in two sentences, for one model or for several. */
export function verdictLines(checked: readonly Checked[]): [balance: string, promises: string] {
  const all = checked.map(verdictsOn);
  const [only] = all;
  if (all.length === 1 && only !== undefined)
    return [`Does it balance? ${balanceOf(only)}`, `Are the board's promises kept? ${promisesOf(only)}`];
  const balanced = all.filter(({ unbalanced }) => unbalanced.length === 0).length;
  const balance = balanced === all.length ? `Yes, all ${all.length}.` : `${balanced} of ${all.length} do.`;
  return [`Do they balance? ${balance}`, `Are the boards' promises kept? ${promisesOfAll(all)}`];
}

/** Of several models: nobody knows whether one that cannot be read makes promises. */
function promisesOfAll(all: readonly Verdicts[]): string {
  const making = all.filter(({ promises }) => promises > 0);
  const keeping = making.filter(({ misses, unknown, unheld }) => misses + unknown + unheld === 0).length;
  const unread = all.filter(({ promises, areHeld }) => promises === 0 && !areHeld).length;
  const open = unread === 0 ? '' : ` Not known of ${unread} that cannot be read.`;
  if (making.length === 0) return unread === 0 ? 'None is made.' : open.trim();
  if (keeping < making.length || unread > 0) return `By ${keeping} of ${making.length} that make some.${open}`;
  return making.length === 1 ? 'Yes, by the only one that makes some.' : `Yes, by all ${making.length} that make some.`;
}

function balanceOf({ unbalanced }: Verdicts): string {
  return unbalanced.length === 0 ? 'Yes.' : `No: ${counted(unbalanced.length, 'problem')}.`;
}

/** So many of what is missed are named. */
const MOST_NAMES = 6;

function promisesOf(verdicts: Verdicts): string {
  const { promises, misses, names, accepted, unknown, unknownNames, unheld, unheldNames, areHeld } = verdicts;
  if (promises === 0) return areHeld ? 'None is made.' : 'Not known: the model cannot be read.';
  const isMissing = misses > 0 ? `${misses} of ${promises} ${isOrAre(misses)} missed` : undefined;
  const [rest, of] = [unknown === 1 ? 'rests' : 'rest', isMissing === undefined ? ` of ${promises}` : ''];
  const parts = [
    isMissing,
    unknown > 0 ? `${unknown}${of} ${rest} on what is not known` : undefined,
    unheld > 0 ? `${unheld}${unknown > 0 ? '' : of} cannot be held` : undefined,
  ].flatMap((part) => part ?? []);
  if (parts.length === 0) return allKept(promises, accepted);
  const open = unheld === promises ? [] : [...unknownNames, ...unheldNames];
  const told = listed(misses > 0 ? names : open);
  return `${misses > 0 ? 'No' : 'Not known'}: ${parts.join(', and ')}${told === '' ? '' : `: ${told}`}.${acceptedToo(accepted)}`;
}

function allKept(promises: number, accepted: number): string {
  if (accepted > 0)
    return `Yes, but for ${accepted} of ${promises} that ${isOrAre(accepted)} missed and accepted with a reason.`;
  return promises === 1 ? 'Yes, the only one.' : `Yes, all ${promises}.`;
}

const isOrAre = (count: number): string => (count === 1 ? 'is' : 'are');

function listed(names: readonly string[]): string {
  const rest = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : '';
  return `${names.slice(0, MOST_NAMES).join(', ')}${rest}`;
}

const acceptedToo = (accepted: number): string =>
  accepted === 0 ? '' : ` ${accepted} more ${accepted === 1 ? 'is' : 'are'} missed and accepted with a reason.`;

/** The same in two cells of a table. */
export function verdictCells(verdicts: Verdicts): [balance: string, promises: string] {
  const { unbalanced, promises, areHeld } = verdicts;
  const misses = verdicts.misses + verdicts.unknown + verdicts.unheld + verdicts.accepted;
  const kept =
    promises === 0
      ? areHeld
        ? 'none made'
        : 'not known'
      : misses === 0
        ? promises === 1
          ? 'the one'
          : `all ${promises}`
        : verdicts.unheld === promises
          ? 'not known'
          : `${promises - misses} of ${promises}`;
  return [unbalanced.length === 0 ? 'yes' : `no: ${counted(unbalanced.length, 'problem')}`, kept];
}

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
