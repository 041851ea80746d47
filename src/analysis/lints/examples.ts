import { isSlip, keyInWords } from '../../language/index.js';
import type { PriceList } from '../../model/index.js';
import type { Finding } from '../shared/lint.js';
import { askableOf } from '../shared/made-up.js';

/**
 * Values of examples that are a letter or a capital off one that the prices of their tier ask for: such a school comes
 * to another price, or to none.
 */
export function exampleFindings({ examples, tiers }: PriceList): Finding[] {
  return [...examples].flatMap(([name, { schools, tier }]) => {
    const named = tier === undefined ? undefined : tiers.get(tier.text);
    const { attributes } = askableOf(named === undefined ? tiers.values() : [named]);
    return schools.flatMap((school) =>
      [...school].flatMap(([key, { text, span }]): Finding[] => {
        const values = [...(attributes.get(key) ?? [])];
        const meant = values.includes(text) ? undefined : values.find((value) => isSlip(text, value));
        if (meant === undefined) return [];
        const says = `the school of the example ${name} has the ${keyInWords(key)} "${text}", and prices ask for "${meant}"`;
        return [{ lint: 'misspelt-value', severity: 'warning', at: `examples.${name}.school.${key}`, span, says }];
      }),
    );
  });
}
