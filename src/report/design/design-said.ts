import { type DesignAsked, isEmptied, isMet, type Verified } from '../../analysis/index.js';
import { type Figure, grouped } from '../../figures/index.js';
import { SAID } from '../worth/valued.js';

/**
 * Why there is a tariff that was found, as its file says and every later report repeats: what it came to, and which
 * limits it does not meet.
 */
export function whyDesigned(
  found: Pick<Verified, 'surplus' | 'loss' | 'score' | 'cascade'>,
  { limits, against }: DesignAsked,
): string {
  const { surplus, loss, score } = found;
  const left = surplus.isKnown
    ? `a ${surplus.exact.sign < 0 ? 'deficit' : 'surplus'} of ${pounds(surplus)} over all years`
    : 'an unknown surplus';
  const most = loss?.isKnown
    ? [`no school ${loss.exact.sign > 0 ? `loses more than ${pounds(loss)}` : 'loses'} against ${SAID[against]}`]
    : [];
  const missed = limits.flatMap(({ text }, i) => (isMet(score.gaps[i] as number) ? [] : [text]));
  const kept =
    limits.length === 0
      ? []
      : [missed.length === 0 ? 'it meets every limit that was set' : `it does not meet ${missed.join(', ')}`];
  const emptied = isEmptied(found) ? ['no school that is known stays if schools that lose leave'] : [];
  return `found by a search: ${[left, ...most, ...emptied, ...kept].join('; ')}`;
}

/** To the pound as in the table, without its sign. */
const pounds = ({ exact }: Figure): string => `£${grouped(exact.toFixed(0).replace('-', ''))}`;
