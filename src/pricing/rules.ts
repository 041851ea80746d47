import { flat } from './flat.js';
import { cap, floor } from './limits.js';
import { perPupil } from './per-pupil.js';
import type { PriceRule } from './rule.js';

/** Every way of charging, in the order in which they are evaluated. To add one: a file of its own, and a line here. */
export const rules: readonly PriceRule<never>[] = [flat, perPupil, floor, cap];
