// Stands in for vitest where tests are played against mutants: it collects tests and plays none. What it lacks is an
// error when the tests are bundled, or when they are loaded.
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';

type Run = (...given: unknown[]) => unknown;
interface Collected {
  readonly name: string;
  /** The file that it is of. */
  readonly file: string;
  readonly run: () => Promise<void>;
}

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
const shared = globalThis as unknown as Record<symbol, object>;
export const expect = Object.assign((value: unknown, message?: string) => chai.expect(value, message), {
  ...chai.expect,
  ...shared[ASYMMETRIC_MATCHERS_OBJECT],
});
shared[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null }, expect as never);

const { player } = globalThis as unknown as { readonly player: { readonly file: string } };
/** The tests that were collected so far, over all files of the bundle. */
export const tests: Collected[] = [];

const within: string[] = [];
let finishers: (() => unknown)[] = [];
export const onTestFinished = (finish: () => unknown): void => {
  finishers.push(finish);
};

function add(name: string, body: Run, given: unknown[]): void {
  const run = async (): Promise<void> => {
    finishers = [];
    try {
      await body(...given);
    } finally {
      for (const finish of finishers) await finish();
    }
  };
  tests.push({ name: [...within, name].join(' > '), file: player.file, run });
}

/** Each row of a table is a case: the parts of a list, or anything else as it stands. */
const each = (rows: readonly unknown[], one: (row: unknown[], i: number) => void): void =>
  rows.forEach((row, i) => {
    one(Array.isArray(row) ? row : [row], i + 1);
  });

function collect(name: string, first: unknown, second?: unknown): void {
  add(name, (typeof first === 'function' ? first : second) as Run, []);
}
const ignore = (): void => undefined;
export const test = Object.assign(collect, {
  each: (rows: readonly unknown[]) => (name: string, body: Run) =>
    each(rows, (row, i) => add(`${name} (${i})`, body, row)),
  skip: ignore,
  skipIf: (isSkipped: unknown) => (isSkipped ? ignore : collect),
  runIf: (isRun: unknown) => (isRun ? collect : ignore),
});

function group(name: string, body: Run, given: unknown[] = []): void {
  within.push(name);
  body(...given);
  within.pop();
}
export const describe = Object.assign(group, {
  each: (rows: readonly unknown[]) => (name: string, body: Run) =>
    each(rows, (row, i) => group(`${name} (${i})`, body, row)),
});
