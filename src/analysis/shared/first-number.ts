/** The largest number that a file may say of anything. */
const MOST = 1_000_000_000;

/**
 * The first whole number from 1 on for which something holds, where between some bounds it goes on to hold once it
 * does; undefined where it holds for none that a file could say.
 */
export function firstNumber(holds: (number: number) => boolean, bounds: readonly number[]): number | undefined {
  const starts = [...new Set([1, ...bounds.flatMap((at) => [Math.floor(at), Math.floor(at) + 1])])]
    .filter((at) => at >= 1)
    .sort((a, b) => a - b);
  for (const [i, start] of starts.entries()) {
    if (holds(start)) return start;
    const end = (starts[i + 1] ?? Number.POSITIVE_INFINITY) - 1;
    const above = end === Number.POSITIVE_INFINITY ? doubled(holds, start) : holds(end) ? end : undefined;
    if (above !== undefined) return between(holds, start, above);
  }
  return undefined;
}

/** A number for which it holds, by doubling one for which it does not. */
function doubled(holds: (number: number) => boolean, start: number): number | undefined {
  let at = start;
  while (at < MOST) {
    at = Math.min(2 * at, MOST);
    if (holds(at)) return at;
  }
  return undefined;
}

/** The first number after `below`, for which it does not hold, up to `above`, for which it does. */
function between(holds: (number: number) => boolean, below: number, above: number): number {
  let [low, high] = [below, above];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
