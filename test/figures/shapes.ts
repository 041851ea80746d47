import {
  apportion,
  type Band,
  band,
  type Count,
  charge,
  constant,
  Exact,
  type Figure,
  input,
  larger,
  type Money,
  multiple,
  type Origin,
  part,
  portion,
  quotient,
  settled,
  smaller,
  started,
  sum,
  times,
  totalOf,
  Unknown,
} from '../../src/figures/index.js';

/* Each operation on three counts that move, in each of the ways in which it is read. */

export const WHERE: Origin = {
  file: 'test',
  line: 1,
  column: 1,
  path: 'a',
  text: '',
  basis: 'not stated',
  source: undefined,
};
/** A count that a test moves. */
export const leaf = (): Count => input('count', Exact.one, WHERE);
export const at = (of: number): Count => constant('count', Exact.near(of), 'given');
const price = (of: number) => constant('price', Exact.near(of), 'given');
const open = (isLeftOut = false): Count => input('count', new Unknown(['nobody has said'], isLeftOut), WHERE);
/** So many times a figure, and a number. */
export const line = (by: number, of: Count, and: number): Count => sum('count', [times(of, at(by)), at(and)]);
const square = (of: Count): Count => times(of, of);
const least = (...of: Count[]): Count => smaller('count', of);
const most = (...of: Count[]): Count => larger('count', of);
export const upTo = (bound: Figure, value: Count): Band<'count'> => ({ upTo: bound, closed: true, value });
export const below = (bound: Figure, value: Count): Band<'count'> => ({ upTo: bound, closed: false, value });
export const banded = (of: Count, bands: readonly Band<'count'>[], above: Count): Count =>
  band('count', of, bands, above);

/** £8 for each of x, of which four get £1 each, one £3 and two half a pound each. */
function apportioned(x: Count): Money[] {
  return apportion(charge(price(8), x), [
    { each: times(price(1), x), of: at(4), label: 'four' },
    { each: times(price(3), x), label: 'one' },
    { each: times(price(0.5), x), of: at(2), label: 'two' },
  ]);
}

export function shapesOf(x: Count, y: Count, z: Count): Readonly<Record<string, Figure>> {
  // Columns that are not one another's multiples.
  const columns = [x, y, z, times(x, y), times(y, z), times(x, z), least(x, y), most(y, z), square(x), square(y)];
  const weighed = columns.map((column, i) => times(column, at((i + 2) / 4)));
  const linear = (count: number): Count => sum('count', weighed.slice(0, count));
  const [ofFour, ofOne, ofTwo] = apportioned(x) as [Money, Money, Money];
  return {
    'a leaf': x,
    'less another': sum('count', [x, y], undefined, [z]),
    'twice the same': sum('count', [x, y, x]),
    'less itself': sum('count', [x, at(3)], undefined, [x]),
    'less itself and another': sum('count', [x, y, at(2)], undefined, [x, at(0.5)]),
    'of two': linear(2),
    'of four': linear(4),
    'of five': linear(5),
    'of six': linear(6),
    'of nine': linear(9),
    'of ten': linear(10),
    'of ten, some taken away': sum('count', weighed.slice(3), undefined, weighed.slice(0, 3)),
    'a total that leaves one out': totalOf('count', [x, open(true), y], undefined, [open(true), z, at(1)]),
    'a sum that is unknown': sum('count', [x, open()]),
    'a number times it': times(at(3), x),
    'it times nothing': times(x, at(0)),
    'a product': times(x, y),
    'a product the other way': times(y, x),
    'a product of lines': times(line(2, x, 1), line(4, y, -2)),
    'a product with an unknown': times(x, open()),
    'money for it': charge(price(4), x),
    'a share of money for it': portion(charge(price(8), y), x),
    'a third part': part(charge(price(16), x), 2, 4),
    'an only part': part(charge(price(16), x), 0, 1, 'all of it'),
    'rounded where it ends': settled('count', times(x, y), 6),
    'a quotient': quotient('count', x, y),
    'of lines': quotient('count', line(2, x, 1), line(4, y, -2)),
    'by a number': quotient('count', line(2, x, 1), at(4)),
    'of a number': quotient('count', at(3), line(1, x, 1)),
    'by nothing': quotient('count', x, at(0)),
    'the smaller': least(x, y),
    'the smaller of lines and a number': least(line(2, x, 1), line(4, y, -2), at(1.5)),
    'the smaller, a number first': least(at(1), line(4, x, -2)),
    'the smaller of what is one': least(x, x, y, x),
    'the smaller with an unknown': least(x, open()),
    'the larger': most(x, y),
    'the larger of lines and a number': most(line(2, x, 1), line(4, y, -2), at(-1.5)),
    'the larger, a number first': most(at(1), line(4, x, -2)),
    'the larger with an unknown': most(open(), x),
    'blocks started': started(x, at(2)),
    'blocks of a line': started(line(4, x, 1), at(0.5)),
    'blocks of a size that moves': started(at(3), sum('count', [square(y), at(0.5)])),
    'blocks of both': started(line(2, x, -1), sum('count', [square(y), at(0.25)])),
    'next multiple up': multiple(x, at(2), 'up'),
    'next multiple down': multiple(x, at(2), 'down'),
    'nearest multiple': multiple(x, at(1), 'nearest'),
    'nearest multiple of a half': multiple(line(0.5, x, 0.25), at(0.5), 'nearest'),
    'multiple of a unit that moves': multiple(line(2, x, 1), sum('count', [square(y), at(0.5)]), 'up'),
    'up to a number': banded(x, [upTo(at(1), at(10))], at(20)),
    'below a number': banded(line(2, x, -1), [below(at(1), at(10))], at(20)),
    'a number up to it': banded(at(1), [upTo(x, at(10))], at(20)),
    'a number below it': banded(at(1), [below(line(2, x, -1), at(10))], at(20)),
    'up to another': banded(line(2, x, 1), [upTo(line(4, y, -1), at(10))], at(20)),
    'below another': banded(line(2, x, 1), [below(line(4, y, -1), at(10))], at(20)),
    'up to what is unknown': banded(x, [upTo(open(), at(10))], at(20)),
    'an unknown up to it': banded(open(), [upTo(x, at(10))], at(20)),
    'one band that moves': banded(x, [upTo(at(1), line(2, y, 1))], line(4, z, -1)),
    'bands of numbers': banded(x, [below(at(0), at(1)), upTo(at(1), at(2)), upTo(at(2), at(3))], at(4)),
    'bands that move': banded(x, [upTo(at(-1), y), below(at(1), line(2, z, 1)), upTo(at(2), at(7))], line(2, y, 3)),
    'bands with bounds that move': banded(
      line(2, x, 1),
      [upTo(y, line(2, z, 1)), below(line(2, y, 3), at(5)), upTo(at(9), line(4, x, 1))],
      z,
    ),
    'bands of a number': banded(at(2), [upTo(at(1), x), below(at(2), y), upTo(at(2), z)], at(4)),
    'beyond bands of a number': banded(at(3), [upTo(at(1), x), below(at(2), y)], line(2, z, 1)),
    'first band of a number': banded(at(1), [upTo(at(1), line(2, x, 1)), below(at(2), y)], z),
    'a band of an unknown number': banded(open(), [upTo(at(1), x)], y),
    'a part for four': ofFour,
    'a part for one': ofOne,
    'a part for two': ofTwo,
  };
}
