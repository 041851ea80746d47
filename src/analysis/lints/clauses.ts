import { askedOf, conditionsOf, type DoubtCode, doubtsIn, fits, unitPriceIn } from '../../pricing/index.js';
import { buyersOf } from '../offer/buyers.js';
import { isReached } from '../offer/rows.js';
import { type Finding, type Lint, placeAt } from '../shared/lint.js';

type Found = Omit<Finding, 'lint' | 'severity'>;

/** A price, or a term within it, that no school comes to. */
export const unreachable: Lint = {
  code: 'unreachable',
  severity: 'warning',
  summary:
    'a price, or a floor, cap or discount with a condition, that no school can reach because others take them all',
  find: (subject) =>
    subject.priced.flatMap((linted): Found[] => {
      const { price } = linted;
      const buyers = buyersOf(linted);
      // None, where they are too many to be looked through: that is told by a lint of its own.
      if (buyers.length === 0) return [];
      return price.flatMap((each, position): Found[] => {
        const own = buyers.filter((buyer) => buyer.position === position);
        const path = [...linted.path, position];
        if (own.length === 0 || !isReached(linted, position))
          return [
            {
              ...placeAt(subject, path),
              says: 'no school comes to this price: the prices before it take all that it fits',
            },
          ];
        return conditionsOf(each)
          .slice(1)
          .filter(({ when }) => when !== undefined && [...when.values()].every((values) => values.length > 0))
          .filter(({ when }) => !own.some(({ attributes }) => fits(when, attributes)))
          .map(({ path: within }) => ({
            ...placeAt(subject, [...path, ...within]),
            says: 'no school that comes to this price meets this condition',
          }));
      });
    }),
};

/** What the rules of pricing themselves doubt in their terms, by the code of the lint. */
const doubted = (code: DoubtCode, summary: string): Lint => ({
  code,
  severity: 'warning',
  summary,
  find: (subject) =>
    subject.priced.flatMap(({ price, path: above }) =>
      price.flatMap((each, position) =>
        doubtsIn(each)
          .filter(({ lint }) => lint === code)
          .map(({ path, says }): Found => ({ ...placeAt(subject, [...above, position, ...path]), says })),
      ),
    ),
});

export const idleDiscount = doubted(
  'idle-discount',
  'a percentage off one unit of something that the price does not charge for',
);
export const unitAtBound = doubted(
  'unit-at-bound',
  'a graduated band that begins "from" a number, of which it is not said whether that unit is charged in it',
);
export const hiddenLimit = doubted(
  'hidden-limit',
  'a floor or cap that stands after one without a condition, which is taken first',
);
export const dominatedPack = doubted(
  'dominated-pack',
  'a pack that is dearer than smaller packs, or a smaller pack and top-ups, that come to as much',
);

/** What a price list declares and no price asks. */
export const unusedDeclaration: Lint = {
  code: 'unused-declaration',
  severity: 'warning',
  summary: 'an attribute or a driver that a price list declares and none of its prices asks',
  find: (subject) => {
    if (subject.declared === undefined) return [];
    const prices = subject.priced.flatMap(({ price }) => price);
    const attributes = new Set(
      prices.flatMap((price) => conditionsOf(price).flatMap(({ when }) => [...(when?.keys() ?? [])])),
    );
    const drivers = new Set(prices.flatMap((price) => askedOf(price).map(({ driver }) => driver)));
    const idle = (key: 'attributes' | 'drivers', used: ReadonlySet<string>): Found[] =>
      (subject.declared?.[key] ?? [])
        .filter((name) => !used.has(name))
        .map((name) => ({ ...placeAt(subject, [key]), says: `no price asks for "${name}"` }));
    return [...idle('attributes', attributes), ...idle('drivers', drivers)];
  },
};

/** A price that is written with keys which the next version of the language does not read. */
export const retiredKey: Lint = {
  code: 'retired-key',
  severity: 'note',
  summary: 'a key that is read for one more version, and what says the same',
  find: (subject) =>
    subject.priced.flatMap(({ path, price, isRetired }): Found[] => {
      if (isRetired !== true) return [];
      const said = price.map((one) => {
        const { when } = one;
        const each = unitPriceIn([{ ...one, when: undefined }], false);
        const amount = `per: { units: ${each?.isKnown ? each.exact : 'unknown'} }`;
        return when === undefined ? `{ ${amount} }` : `{ when: { member: yes }, ${amount} }`;
      });
      const instead = said.length === 1 ? said[0] : `[${said.join(', ')}]`;
      return [
        {
          ...placeAt(subject, path),
          says: `"member" and "other" are read for one more version: write price: ${instead}`,
        },
      ];
    }),
};
