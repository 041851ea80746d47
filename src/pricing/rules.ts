import { bands } from './bands.js';
import { blocks } from './blocks.js';
import { commission } from './commission.js';
import { cancellation, offeredIf, partYear } from './conditional.js';
import { discounts } from './discounts.js';
import { flat } from './flat.js';
import { free } from './free.js';
import { group } from './group.js';
import { includesVat } from './includes-vat.js';
import { joining } from './joining.js';
import { cap, floor } from './limits.js';
import { packs } from './packs.js';
import { parts } from './parts.js';
import { per } from './per.js';
import { perPupil } from './per-pupil.js';
import { round } from './round.js';
import type { PriceRule } from './rule.js';
import { surcharges } from './surcharges.js';

/** Every way of charging, in the order in which they are evaluated. To add one: a file of its own, and a line here. */
export const rules: readonly PriceRule<never>[] = [
  blocks,
  free,
  flat,
  perPupil,
  per,
  bands,
  packs,
  parts,
  floor,
  cap,
  surcharges,
  discounts,
  round,
  commission,
  group,
  offeredIf,
  partYear,
  cancellation,
  joining,
  includesVat,
];
