import { describe, expect, test } from 'vitest';
import {
  type Count,
  charge,
  chosen,
  constant,
  decidedBy,
  Exact,
  entryOf,
  type Figure,
  grouped,
  held,
  heldIn,
  inPounds,
  input,
  inWords,
  isKeyOf,
  isRounded,
  isZero,
  type Kind,
  larger,
  leavesOf,
  leftOutIn,
  lever,
  multiple,
  named,
  nothing,
  part,
  partialAmong,
  placeOf,
  portion,
  quotient,
  Recording,
  restingOn,
  settled,
  shareAmong,
  smaller,
  started,
  sum,
  times,
  totalOf,
  Unknown,
  unknown,
  unknownLeaves,
  unrounded,
  workings,
} from '../../src/figures/index.js';
import { at, banded, leaf, upTo, WHERE } from './shapes.js';

/* What a figure is, what it keeps of how it was made, and what its workings tell. */

const exact = (text: string): Exact => Exact.of(text);
const given = <K extends Kind>(kind: K, text: string): Figure<K> => constant(kind, exact(text), 'given');
const open = (isLeftOut = false): Count => input('count', new Unknown(['nobody has said'], isLeftOut), WHERE, 'asked');
/** How a figure was made. */
const made = ({ kind, op, args, detail, label }: Figure): unknown => ({ kind, op, args: [...args], detail, label });
const shown = ({ value }: Figure): unknown =>
  value instanceof Unknown ? value.reasons : typeof value === 'number' ? value : value.toString();

describe('a leaf', () => {
  test('says where it is from', () => {
    expect(made(input('price', exact('1.005'), WHERE, 'fee'))).toEqual({
      kind: 'price',
      op: 'input',
      args: [],
      detail: { origin: WHERE },
      label: 'fee',
    });
    expect(made(constant('count', exact('12'), 'months of a year'))).toEqual({
      kind: 'count',
      op: 'constant',
      args: [],
      detail: { why: 'months of a year' },
      label: undefined,
    });
    expect(made(unknown('rate', 'torn', 'lost'))).toEqual({
      kind: 'rate',
      op: 'constant',
      args: [],
      detail: { why: 'torn; lost' },
      label: undefined,
    });
    expect(made(lever('buy-in'))).toEqual({
      kind: 'rate',
      op: 'lever',
      args: [],
      detail: { why: 'buy-in' },
      label: 'buy-in',
    });
  });

  test('has its value, money in whole pence', () => {
    expect(shown(input('price', exact('1.005'), WHERE))).toBe('1.005');
    expect(shown(input('money', exact('1.005'), WHERE))).toBe(101);
    expect(shown(constant('money', exact('-1.005'), 'given'))).toBe(-101);
    expect(shown(unknown('rate', 'torn', 'lost'))).toEqual(['torn', 'lost']);
    expect(shown(lever('buy-in'))).toBe('1');
    expect(new Unknown(['torn']).isLeftOut).toBe(false);
    expect([leaf().mark, leaf().isDecisive, leaf().isKnown, open().isKnown]).toEqual([0, false, true, false]);
  });

  test('of nothing is one for each kind', () => {
    expect(made(nothing('money'))).toEqual({
      kind: 'money',
      op: 'constant',
      args: [],
      detail: { why: 'nothing' },
      label: undefined,
    });
    expect(nothing('money')).toBe(nothing('money'));
    expect(nothing('count')).not.toBe(nothing('money'));
    expect([nothing('money'), nothing('count')].map(shown)).toEqual([0, '0']);
  });
});

describe('an amount is asked for as what it is', () => {
  test.each<[string, Figure, unknown, unknown]>([
    ['money', given('money', '2.50'), 250, '2.5'],
    ['a price', given('price', '2.505'), 'no pence in constant', '2.505'],
    ['a price with a name', named(given('price', '2.5'), 'fee'), 'no pence in fee', '2.5'],
    ['what is unknown', unknown('money', 'torn', 'lost'), 'no pence in constant', 'unknown: torn; lost'],
  ])('%s', (_, figure, pence, amount) => {
    const asked = (get: () => unknown): unknown => {
      try {
        return String(get());
      } catch (error) {
        return error instanceof TypeError ? error.message : error;
      }
    };
    expect([asked(() => figure.pence), asked(() => figure.exact)]).toEqual([String(pence), amount]);
  });

  test.each<[Figure, boolean]>([
    [given('money', '0'), true],
    [given('money', '0.01'), false],
    [given('price', '0'), true],
    [given('price', '-0.001'), false],
    [unknown('money', 'torn'), false],
    [unknown('count', 'torn'), false],
  ])('%# is nil: %s', (figure, is) => {
    expect(isZero(figure)).toBe(is);
  });
});

describe('a sum', () => {
  const [a, b, c] = [given('count', '5'), given('count', '7'), given('count', '1')];
  test('of one is that one, and of none nothing, but under a name', () => {
    expect(sum('count', [a])).toBe(a);
    expect(sum('count', [])).toBe(nothing('count'));
    expect(totalOf('count', [a])).toBe(a);
    expect(made(sum('count', [a], 'all'))).toEqual({
      kind: 'count',
      op: 'sum',
      args: [a],
      detail: { from: 1 },
      label: 'all',
    });
    expect(made(sum('money', [], 'all'))).toEqual({
      kind: 'money',
      op: 'sum',
      args: [],
      detail: { from: 0 },
      label: 'all',
    });
    expect(shown(sum('money', [], 'all'))).toBe(0);
  });

  test('less others keeps which are added', () => {
    const figure = sum('count', [a, b], undefined, [c]);
    expect(made(figure)).toEqual({ kind: 'count', op: 'sum', args: [a, b, c], detail: { from: 2 }, label: undefined });
    expect(shown(figure)).toBe('11');
    expect(shown(sum('count', [a], undefined, [b]))).toBe('-2');
    expect(shown(sum('count', [], undefined, [b]))).toBe('-7');
    expect(shown(sum('money', [], undefined, [given('money', '0')]))).toBe(0);
  });

  test('keeps the list that it is given, and any number of them', () => {
    const many = Array.from({ length: 40 }, () => a);
    expect(sum('count', many).args).toBe(many);
    expect([sum('count', many).detail, totalOf('count', many).detail]).toEqual([
      { from: 40 },
      { from: 40, isTotal: true },
    ]);
    expect(totalOf('count', [a, b]).detail).toEqual({ from: 2, isTotal: true });
    expect(shown(sum('count', many, undefined, many.slice(1)))).toBe('5');
  });

  test('above 90 trillion pounds is refused', () => {
    const most = given('money', '90071992547409.91');
    expect(shown(sum('money', [most], 'all'))).toBe(9_007_199_254_740_991);
    expect(() => sum('money', [most, given('money', '0.01')])).toThrow('an amount above 90 trillion pounds');
  });
});

describe('what is made of others', () => {
  const [fee, rate, count] = [given('money', '10.01'), given('rate', '0.5'), given('count', '3')];
  const price = given('price', '1.335');
  test.each<[string, Figure, unknown, unknown]>([
    [
      'a product',
      times(price, count, 'three'),
      { kind: 'price', op: 'product', args: [price, count], detail: {}, label: 'three' },
      '4.005',
    ],
    [
      'a charge',
      charge(price, count, 'three'),
      { kind: 'money', op: 'charge', args: [price, count], detail: {}, label: 'three' },
      401,
    ],
    [
      'a portion',
      portion(fee, rate, 'half'),
      { kind: 'money', op: 'portion', args: [fee, rate], detail: {}, label: 'half' },
      501,
    ],
    [
      'a part of money to no penny',
      unrounded(fee, rate, 'half'),
      { kind: 'price', op: 'product', args: [fee, rate], detail: {}, label: 'half' },
      '5.005',
    ],
    [
      'a first part',
      part(fee, 0, 2),
      { kind: 'money', op: 'part', args: [fee], detail: { index: 0, of: 2 }, label: undefined },
      501,
    ],
    [
      'a second part',
      part(fee, 1, 2, 'later'),
      { kind: 'money', op: 'part', args: [fee], detail: { index: 1, of: 2 }, label: 'later' },
      500,
    ],
    [
      'a twelfth',
      part(fee, 11, 12),
      { kind: 'money', op: 'part', args: [fee], detail: { index: 11, of: 12 }, label: undefined },
      83,
    ],
    [
      'the only part under a name',
      part(fee, 0, 1, 'all'),
      { kind: 'money', op: 'part', args: [fee], detail: { index: 0, of: 1 }, label: 'all' },
      1001,
    ],
    [
      'a quotient',
      quotient('price', fee, count, 'each'),
      { kind: 'price', op: 'quotient', args: [fee, count], detail: {}, label: 'each' },
      '3.336666666667',
    ],
    [
      'the smallest',
      smaller('count', [count, given('count', '2')], 'cap'),
      { kind: 'count', op: 'smaller', args: [count, given('count', '2')], detail: {}, label: 'cap' },
      '2',
    ],
    [
      'the largest',
      larger('money', [fee, given('money', '2')], 'floor'),
      { kind: 'money', op: 'larger', args: [fee, given('money', '2')], detail: {}, label: 'floor' },
      1001,
    ],
    [
      'blocks',
      started(count, given('count', '2'), 'twos'),
      { kind: 'count', op: 'started', args: [count, given('count', '2')], detail: {}, label: 'twos' },
      '2',
    ],
    [
      'money that is rounded',
      settled('money', price, 2, 'told'),
      { kind: 'money', op: 'rounded', args: [price], detail: { places: 2 }, label: 'told' },
      134,
    ],
    [
      'a price that is rounded',
      settled('price', price, 2),
      { kind: 'price', op: 'rounded', args: [price], detail: { places: 2 }, label: undefined },
      '1.34',
    ],
    [
      'one to no decimals',
      settled('count', price, 0),
      { kind: 'count', op: 'rounded', args: [price], detail: { places: 0 }, label: undefined },
      '1',
    ],
    [
      'a multiple',
      multiple(price, given('price', '0.5'), 'up', 'next'),
      {
        kind: 'price',
        op: 'multiple',
        args: [price, given('price', '0.5')],
        detail: { direction: 'up' },
        label: 'next',
      },
      '1.5',
    ],
    [
      'a share',
      chosen(count, [{ value: fee, acts: rate }], 0, 'all'),
      { kind: 'rate', op: 'logit', args: [count, fee, rate], detail: { index: 0 }, label: 'all' },
      '1',
    ],
  ])('%s', (_, figure, how, value) => {
    expect(made(figure)).toEqual(how);
    expect(shown(figure)).toEqual(value);
  });

  test('the only part without a name is the whole', () => {
    expect(part(fee, 0, 1)).toBe(fee);
  });

  test.each([
    ['up', ['-1', '0', '0', '1', '2', '2', '3']],
    ['down', ['-2', '-1', '0', '1', '1', '2', '2']],
    ['nearest', ['-2', '-1', '0', '1', '1', '2', '3']],
  ] as const)('the multiple %s', (direction, expected) => {
    const amounts = ['-1.5', '-0.6', '0', '1', '1.4', '2', '2.5'].map((text) => given('price', text));
    const one = given('price', '1');
    expect(amounts.map((amount) => shown(multiple(amount, one, direction)))).toEqual(expected);
  });

  test('a multiple of nothing is unknown', () => {
    for (const unit of ['0', '-1'])
      expect(shown(multiple(price, given('price', unit), 'up'))).toEqual(['the unit of a rounding is not above zero']);
  });

  test('a share of those there are, and none of none', () => {
    expect(shown(shareAmong(given('count', '8'), given('count', '2')))).toBe('0.25');
    expect(shown(shareAmong(given('count', '0'), given('count', '0'), 'share'))).toBe('0');
    expect(shareAmong(given('count', '0'), given('count', '0'), 'share').detail).toEqual({ closed: [true] });
  });

  test('nothing is chosen where nothing is weighed', () => {
    const none = { value: fee, acts: nothing('rate') };
    expect(shown(chosen(count, [none, none], 1))).toBe('0');
  });

  test('a band is unknown where its quantity or a bound is, and where what it takes is', () => {
    expect(shown(banded(open(), [upTo(at(1), at(2))], at(3)))).toEqual(['nobody has said']);
    expect(shown(banded(at(0), [upTo(at(1), at(2)), upTo(open(), at(2))], at(3)))).toEqual(['nobody has said']);
    expect(shown(banded(at(0), [upTo(at(1), open()), upTo(at(2), at(2))], at(3)))).toEqual(['nobody has said']);
    expect(shown(banded(at(0), [upTo(at(1), at(2)), upTo(at(2), open())], open()))).toBe('2');
  });
});

describe('a name', () => {
  const bare = sum('count', [at(1), at(2)]);
  const fee = named(bare, 'fee');
  test('is given to what has none, and set above what has one', () => {
    expect(made(fee)).toEqual({ ...(made(bare) as object), label: 'fee' });
    expect(shown(fee)).toBe('3');
    expect(named(fee, 'fee')).toBe(fee);
    expect(made(named(fee, 'all'))).toEqual({
      kind: 'count',
      op: 'sum',
      args: [fee],
      detail: { from: 1 },
      label: 'all',
    });
    const one = at(1);
    expect(made(named(one, 'one'))).toEqual({
      kind: 'count',
      op: 'sum',
      args: [one],
      detail: { from: 1 },
      label: 'one',
    });
  });
});

describe('what stands in for later months', () => {
  const salary = given('money', '100');
  const kept = held(salary, 'the pay scale', 2026, 'salary');
  const none = held(given('money', '0'), 'the allowance', 2027, 'allowance');
  test('is told with what it is a value of', () => {
    expect(made(kept)).toEqual({
      kind: 'money',
      op: 'sum',
      args: [salary],
      detail: { from: 1, held: { what: 'the pay scale', knownTo: 2026 } },
      label: 'salary',
    });
    expect(shown(kept)).toBe(10_000);
  });

  test('is found below others once, but where it is nil', () => {
    const rate = held(given('rate', '0.2'), 'the rate', 2028, 'on-cost');
    const deep = portion(kept, rate);
    expect(
      heldIn([sum('money', [deep, kept, none, given('money', '1')])])
        .map(({ label }) => label)
        .sort(),
    ).toEqual(['on-cost', 'salary']);
    expect(heldIn([kept, kept])).toEqual([kept]);
    expect(heldIn([none])).toEqual([none]);
    expect(heldIn([salary])).toEqual([]);
    expect(heldIn([portion(none, rate), salary])).toEqual([portion(none, rate)].flatMap(({ args }) => [args[1]]));
    expect([kept.tells, salary.tells, deep.tells]).toEqual([1, 0, 1]);
  });
});

describe('workings', () => {
  const [a, b, c] = [leaf(), leaf(), leaf()];
  const inner = sum('count', [a, b]);
  const all = sum('count', [times(inner, c), inner]);

  test('rest on their leaves, each once', () => {
    expect(new Set(leavesOf([all, inner, a]))).toEqual(new Set([a, b, c]));
    expect(leavesOf([all, inner, a])).toHaveLength(3);
    expect(workings([all])).toEqual([a, b, inner, c, all.args[0], all]);
  });

  test('move with some of them', () => {
    const { moving, placeOf: place } = restingOn([all], [c]);
    expect(moving).toEqual([c, all.args[0], all]);
    expect([c, all.args[0] as Figure, all].map(place)).toEqual([0, 1, 2]);
    expect([a, b, inner].map(place).every((at) => at < 0)).toBe(true);
    expect(restingOn([inner], [c]).moving).toEqual([c]);
    expect(restingOn([all], [inner]).moving).toEqual([inner, all.args[0], all]);
  });

  test('are unknown for leaves that are', () => {
    const [lost, gone] = [open(), open(true)];
    const partial = totalOf('count', [a, gone]);
    expect(unknownLeaves([sum('count', [lost, a]), sum('count', [a, b])])).toEqual([lost]);
    expect(unknownLeaves([partial])).toEqual([]);
    expect(leftOutIn([sum('count', [partial, b])])).toEqual([gone]);
    expect(leftOutIn([sum('count', [a, b])])).toEqual([]);
    expect(leftOutIn([sum('count', [a, gone])])).toEqual([]);
    expect(leftOutIn([sum('count', [partial, lost])])).toEqual([gone]);
    expect(partialAmong([sum('count', [a, b]), partial, sum('count', [partial, lost])])).toEqual(new Set([partial]));
    expect(partialAmong([a])).toEqual(new Set());
    expect([partial.tells, sum('count', [partial, b]).tells, lost.tells]).toEqual([2, 2, 0]);
  });

  test('are decided by leaves', () => {
    decidedBy(sum('count', [a, b]), undefined);
    expect([a, b, c].map(({ isDecisive }) => isDecisive)).toEqual([true, true, false]);
  });

  test('are rounded at some places', () => {
    const fee = charge(given('price', '1.5'), a);
    const roots = [sum('money', [part(fee, 0, 3), part(fee, 1, 3)]), settled('count', a, 0)];
    expect(
      workings(roots)
        .filter(isRounded)
        .map(({ op }) => op),
    ).toEqual(['charge', 'part', 'part', 'rounded']);
    const recording = new Recording(roots);
    expect([recording.rounded, recording.rounded]).toEqual([4, 4]);
  });

  test('are worked out anew for some leaves after others', () => {
    const recording = new Recording([all, inner]);
    const exactly = (...leaves: [Figure, string][]): unknown[] =>
      recording.exactly(new Map(leaves.map(([one, text]) => [one, exact(text)]))).map(String);
    expect(exactly([a, '5'])).toEqual(['12', '6']);
    expect(exactly([a, '5'], [c, '2'])).toEqual(['18', '6']);
    expect(exactly([c, '2'])).toEqual(['6', '2']);
    expect(exactly([b, '7'])).toEqual(['16', '8']);
    expect(exactly()).toEqual(['4', '2']);
    // A figure that is no leaf is made of its own, whatever is given.
    expect(exactly([inner, '9'])).toEqual(['4', '2']);
    const sampled = (...leaves: Figure[]): number[][] =>
      recording.sampled(new Map(leaves.map((one) => [one, Float64Array.of(2, 3)])), 2).map((column) => [...column]);
    expect(sampled(a)).toEqual([
      [6, 8],
      [3, 4],
    ]);
    expect(sampled(c)).toEqual([
      [6, 8],
      [2, 2],
    ]);
    expect(sampled(a, c)).toEqual([
      [9, 16],
      [3, 4],
    ]);
    expect(sampled(a, b)).toEqual([
      [8, 12],
      [4, 6],
    ]);
  });
});

describe('in words', () => {
  test.each<[Figure, string]>([
    [given('money', '4978'), '£4,978.00'],
    [given('money', '-54025.8'), '-£54,025.80'],
    [given('price', '0.075'), '£0.08'],
    [given('price', '-1234567.891'), '-£1,234,567.89'],
    [given('rate', '0.925'), '92.5%'],
    [given('rate', '-12.5'), '-1,250%'],
    [given('rate', '0.0000001'), '0%'],
    [given('count', '72.9'), '72.9'],
    [given('count', '100'), '100'],
    [given('count', '0'), '0'],
    [given('count', '-0.00001'), '0'],
    [given('count', '1234567.05'), '1,234,567.05'],
    [given('count', '-1234.56789'), '-1,234.5679'],
    [given('count', '0.0001'), '0.0001'],
    [unknown('count', 'torn'), 'unknown'],
  ])('%# %s', (figure, words) => {
    expect(inWords(figure)).toBe(words);
  });

  test('digits and pounds', () => {
    expect(['0', '999', '1000', '-1000', '123456', '-123456.1234', '1234567'].map(grouped)).toEqual([
      '0',
      '999',
      '1,000',
      '-1,000',
      '123,456',
      '-123,456.1234',
      '1,234,567',
    ]);
    expect(['0', '-0.004', '-0.005', '1000'].map((text) => inPounds(exact(text)))).toEqual([
      '£0.00',
      '£0.00',
      '-£0.01',
      '£1,000.00',
    ]);
  });

  test('places and keys', () => {
    expect(placeOf({ file: 'model.yaml', line: 12, column: 3 })).toBe('model.yaml:12:3');
    expect(placeOf({ file: '--set', line: 0, column: 0 })).toBe('--set');
    const table = { a: 1 } as Readonly<Record<string, number>>;
    expect([isKeyOf(table, 'a'), isKeyOf(table, 'constructor')]).toEqual([true, false]);
    expect([entryOf(table, 'a'), entryOf(table, 'constructor')]).toEqual([1, undefined]);
  });
});
