import { isSlip, keyInWords, rarer, type Scalar } from '../../language/index.js';
import type { PriceList } from '../../model/index.js';
import { groupingOf } from '../../pricing/index.js';
import type { Finding } from '../shared/lint.js';
import { askableOf } from '../shared/made-up.js';

/**
 * Values of examples that are a letter or a capital off one that the prices of their tier ask for, or off that of
 * another school which buys together by it: such a school comes to another price, or to none.
 */
export function exampleFindings({ examples, tiers }: PriceList): Finding[] {
  return [...examples].flatMap(([name, { schools, tier }]) => {
    const named = tier === undefined ? undefined : tiers.get(tier.text);
    const priced = named === undefined ? [...tiers.values()] : [named];
    const { attributes } = askableOf(priced);
    const groupers = new Set(priced.flatMap(({ price }) => price.flatMap((each) => groupingOf(each)?.by ?? [])));
    const apart = [...groupers].flatMap((key) => togetherFindings(name, key, schools));
    const ofSchools = schools.flatMap((school) =>
      [...school].flatMap(([key, { text, span }]): Finding[] => {
        const values = [...(attributes.get(key) ?? [])];
        const meant = values.includes(text) ? undefined : values.find((value) => isSlip(text, value));
        if (meant === undefined) return [];
        const says = `the school of the example ${name} has the ${keyInWords(key)} "${text}", and prices ask for "${meant}"`;
        return [{ lint: 'misspelt-value', severity: 'warning', at: `examples.${name}.school.${key}`, span, says }];
      }),
    );
    return [...ofSchools, ...apart];
  });
}

/** Schools of an example that buy together by what two of them nearly share. */
function togetherFindings(name: string, key: string, schools: readonly ReadonlyMap<string, Scalar>[]): Finding[] {
  const said = schools.flatMap((school) => school.get(key) ?? []);
  return said.flatMap((other, i): Finding[] => {
    const first = said.slice(0, i).find(({ text }) => isSlip(other.text, text));
    if (first === undefined || said.slice(0, i).some(({ text }) => text === other.text)) return [];
    const odd = rarer(first.text, other.text, other.span.file.text) === first.text ? first : other;
    const meant = odd === first ? other : first;
    const says = `a school of the example ${name} has the ${keyInWords(key)} "${odd.text}", and another "${meant.text}": they do not buy together`;
    return [
      { lint: 'misspelt-value', severity: 'warning', at: `examples.${name}.schools.${key}`, span: odd.span, says },
    ];
  });
}
