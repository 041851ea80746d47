import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  count,
  growth,
  MONEY,
  money,
  parseTree,
  price,
  pupils,
  rate,
  readNumber,
  Scalar,
  type Schema,
  share,
  signedMoney,
} from '../../src/language/index.js';
import { runs } from '../support/runs.js';

interface Read {
  readonly isKnown: boolean;
  readonly exact: { toString(): string };
}

const scalar = (text: string): Scalar =>
  new Scalar(text, { file: { name: 'model.yaml', text }, line: 1, column: 1, length: text.length }, undefined, 'here');

/** The number that a text is, in digits, or why it is none. */
function read(schema: Schema<unknown>, text: string): string {
  const { value, problems } = parseTree(schema, scalar(text), scalar(text));
  const [first] = problems;
  if (first === undefined) return (value as Read).isKnown ? (value as Read).exact.toString() : 'unknown';
  expect(first.code).toBe('bad-value');
  return (first.data as { why: string }).why;
}

const LEADING = 'a leading zero can be read in two ways';
const POWER = 'powers of ten are easily misread by a factor of ten';
const POINT = 'put a zero before the decimal point';
const GROUPS = 'the thousands are not in groups of three digits';
const NONE = 'it is not a number';

test.each([
  ['12500', '12500'],
  ['12_500', '12500'],
  ['12,500', '12500'],
  ['£12,500.00', '12500'],
  ['£0.05', '0.05'],
  ['0', '0'],
  ['0.10', '0.1'],
  [' 7 ', '7'],
  ['1_000_000', '1000000'],
  ['010', LEADING],
  ['£010', LEADING],
  ['00', LEADING],
  ['0x1F', 'a number in another base can be read in two ways'],
  ['0o17', 'a number in another base can be read in two ways'],
  ['1e3', POWER],
  ['1.5E-3', POWER],
  ['.5', POINT],
  ['£.50', POINT],
  ['5.', 'digits are missing after the decimal point'],
  ['.inf', POINT],
  ['-.inf', POINT],
  ['Infinity', NONE],
  ['.nan', POINT],
  ['NaN', NONE],
  ['12,50', 'the decimals stand behind a comma'],
  ['1,2500', GROUPS],
  ['1__000', GROUPS],
  ['12_', GROUPS],
  ['+5', 'leave out the plus sign'],
  ['(5)', 'write a negative amount with a minus sign'],
  ['12k', 'write the thousands out'],
  ['£1m', 'write the thousands out'],
  ['$5', 'amounts are in pounds, and need no sign or word for it'],
  ['12 500', 'a blank stands between the thousands'],
  ['12\u00a0500', 'a no-break space stands in it'],
  ['SUPP', 'it stands for a number that is not known'],
  ['n/a', 'it stands for a number that is not known'],
  ['yes', 'it is an answer, and a number stands here'],
  ['about', NONE],
  ['2018-09', NONE],
  ['15%', 'it is a percentage'],
  ['£5%', 'it is in pounds and per cent at once'],
  ['12.505', 'it has a fraction of a penny'],
  ['12.500', 'it has a fraction of a penny'],
  ['-5', 'it is below zero'],
  ['1234567890123456789012345', 'it has more than 24 digits'],
  ['1000000000', '1000000000'],
  ['1_000_000_000.01', 'it is above a thousand million'],
])('as an amount %j is %s', (text, is) => expect(read(money, text)).toBe(is));

test.each<[string, Schema<unknown>, string, string]>([
  ['an amount of either sign', signedMoney, '-£12,500.50', '-12500.5'],
  ['an amount of either sign', signedMoney, '-1_000_000_001', 'it is below minus a thousand million'],
  ['a price', price, '18.7525', '18.7525'],
  ['a price', price, '0.0000001', 'it has more than 6 decimals'],
  ['a price', price, '900_000_000_000', 'it is above a thousand million'],
  ['a share', share, '15%', '0.15'],
  ['a share', share, '12.5 %', '0.125'],
  ['a share', share, '0', '0'],
  ['a share', share, '0.15', 'a rate is written with its per cent sign: 15%, or 0.15%?'],
  ['a share', share, '1', 'a rate is written with its per cent sign: 100%, or 1%?'],
  ['a share', share, '100.1%', 'it is above 100%'],
  ['a share', share, '-5%', 'it is below zero'],
  ['a growth', growth, '-5%', '-0.05'],
  ['a growth', growth, '-100%', '-1'],
  ['a growth', growth, '-100.01%', 'it is below -100%'],
  ['a growth', growth, '1001%', 'it is above 1000%'],
  ['a rate', rate, '120%', '1.2'],
  ['a rate', rate, '£1', 'a rate is written with its per cent sign: 100%, or 1%?'],
  ['a number of pupils', pupils, '410.55', '410.55'],
  ['a number of pupils', pupils, '410.555', 'it has more than 2 decimals'],
  ['a number of pupils', pupils, '£410', 'it is in pounds'],
  ['a number of days', count('days'), '1.2345', '1.2345'],
  ['a number of days', count('days'), '1.23456', 'it has more than 4 decimals'],
  ['a number of days', count('days'), '1_000_000_001', 'it is above a thousand million'],
])('as %s %#: %s', (_, schema, text, is) => expect(read(schema, text)).toBe(is));

test('what is not known is said with its reason, and is never zero', () => {
  const { value } = parseTree(pupils, scalar('Unknown: the census is late'), scalar('Unknown: the census is late'));
  expect(value).toMatchObject({ isKnown: false, value: { reasons: ['the census is late'] } });
  expect(readNumber(MONEY, scalar('unknown'))).toMatchObject({ value: { reasons: ['here is not known'] } });
  expect(read(money, 'unknowns')).toBe(NONE);
});

test('the bound of a check may be a total of many lines', () => {
  const bound = { kind: 'money', expected: 'an amount', negative: true } as const;
  expect(readNumber(bound, scalar('1_000_000_000_000'))).toMatchObject({ kind: 'money' });
  expect(readNumber(bound, scalar('1_000_000_000_001'))).toBe('it is above a million million');
  expect(readNumber(bound, scalar('-1_000_000_000_001'))).toBe('it is below minus a million million');
});

test('one scalar is one input, however often it is read, and has its place and its text', () => {
  const one = scalar('£12,500.00');
  const first = readNumber(MONEY, one);
  expect(readNumber(MONEY, one)).toBe(first);
  expect(first).toMatchObject({
    op: 'input',
    detail: { origin: { file: 'model.yaml', line: 1, column: 1, path: 'here', text: '£12,500.00' } },
  });
  expect(readNumber({ kind: 'count', expected: 'a number' }, scalar('7'))).toMatchObject({ kind: 'count' });
});

test('no digit is lost, however the number is written', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 11n }),
      fc.constantFrom('', '£'),
      fc.constantFrom('', ',', '_'),
      (pence, pounds, comma) => {
        const whole = String(pence / 100n);
        const cents = String(pence % 100n).padStart(2, '0');
        const text = `${pounds}${whole.replace(/\B(?=(\d{3})+$)/g, comma)}.${cents}`;
        expect(readNumber(MONEY, scalar(text))).toMatchObject({ value: Number(pence) });
      },
    ),
    runs(100, 26),
  );
});

test('no text whatever makes reading a number throw', () => {
  const piece = fc.constantFrom(
    '1',
    '0',
    '9',
    '.',
    ',',
    '_',
    '-',
    '+',
    '£',
    '%',
    'e',
    'x',
    ' ',
    'unknown',
    '(',
    ')',
    '\n',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        const found = readNumber(MONEY, scalar(text));
        expect(typeof found === 'string' || found.kind === 'money').toBe(true);
      },
    ),
    runs(1000, 25),
  );
});
