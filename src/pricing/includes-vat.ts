import { flag } from '../language/index.js';
import { type ChangeRule, none } from './rule.js';
import { takenOut } from './vat.js';

/**
 * A price that is published with VAT: what its terms come to is what a school pays, and the fee before VAT is what is
 * left once the VAT is taken out. Of a price in parts only those at the standard rate have any.
 */
export const includesVat: ChangeRule<boolean> = {
  key: 'includes_vat',
  summary:
    'says with `yes` that the amounts of this price are published with VAT: what its terms come to is paid with VAT, the fee before VAT is five sixths of that, to the penny, and the VAT is the rest',
  does: 'change',
  priced: false,
  terms: flag,
  apply: (does, fee) => (does ? takenOut(fee, 'the price').net : fee),
  moves: (does, moving) => (does ? takenOut(moving, 'what moves').net : moving),
  divides: (_does, parts) => parts,
  decides: 'VAT taken out',
  tells: (does) => (does ? 'published with VAT, which is taken out' : 'published before VAT'),
  conditions: none,
  asks: none,
  holding: none,
  bounds: none,
  faults: none,
  takes: none,
  doubts: none,
  examples: [
    {
      terms: 'per: { places: 60 }, includes_vat: yes',
      school: 'phase=primary,places=3',
      fee: '150.00',
      source: 'by hand: three places at £60 with VAT are £180, of which £30 is VAT',
    },
  ],
};
