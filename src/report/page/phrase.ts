import type { Figure } from '../../figures/index.js';

/** What an operation does, in words. */
export function phrase({ op, args, detail }: Figure): string {
  switch (op) {
    case 'sum':
      return args.length === 1
        ? 'the same as'
        : (detail.from ?? args.length) < args.length
          ? 'the sum of, less'
          : 'the sum of';
    case 'product':
      return 'the product of';
    case 'charge':
      return 'price times quantity, to the penny';
    case 'portion':
      return 'amount times share, to the penny';
    case 'part':
      return `part ${(detail.index ?? 0) + 1} of ${detail.of} of`;
    case 'quotient':
      return 'the first divided by the second';
    case 'smaller':
      return 'the smaller of';
    case 'larger':
      return 'the larger of';
    case 'started':
      return 'blocks started: quantity, and size of a block';
    case 'multiple':
      return `rounded ${detail.direction === 'nearest' ? 'to the nearest' : `${detail.direction} to a`} multiple: the amount, and the unit`;
    case 'rounded':
      return `rounded to ${detail.places === 2 ? 'two' : String(detail.places ?? 0)} decimals`;
    case 'logit':
      return 'its share by the exponentials of the values: the sensitivity for each £1,000, then each value with the share that acts on it (one of 0% is not weighed)';
    case 'band':
      return 'by the band in which the first lies: bounds, each with its value, then the value above them';
    case 'apportionment':
      return 'shared out in whole pence, by the largest remainders:';
    case 'apportioned':
      return `its part in whole pence: what is shared out, and what falls to ${args.length === 2 ? 'it' : 'each, and how many they are'}`;
    case 'input':
    case 'constant':
    case 'lever':
      return 'as given';
    default:
      return op satisfies never;
  }
}
