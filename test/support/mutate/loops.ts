/* Code that is changed at one place at a time, to see that a test which never ends is told: of no other use. */

/** Counts down by steps of one: steps of another size pass zero by, and never end. */
export function countedDown(many: number): number {
  const step = many - (many - 1);
  let steps = 0;
  for (let left = many; left !== 0; left -= step) steps += 1;
  return steps;
}
