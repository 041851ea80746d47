import type { MapNode } from '../../language/index.js';
import type { Model } from '../../model/index.js';
import { askedOf, countsPupils, type PupilBasis, pupilsInWords, type TierPrice } from '../../pricing/index.js';
import { type Finding, type Linted, placeAt } from '../shared/lint.js';

/** Prices that mean other pupils than those of the roll. */
export function pupilFindings(model: Model, priced: readonly Linted[], tree: MapNode): Finding[] {
  const { pupils } = model.roll;
  return priced.flatMap(({ price, path }) =>
    price.flatMap((each, i): Finding[] => {
      const means = each.pupils;
      if (means === undefined || !chargesPupils(each)) return [];
      if (pupils !== undefined && !differs(means, pupils)) return [];
      const said = `the price is for ${pupilsInWords(means)}`;
      const says =
        pupils === undefined
          ? `${said}, and "schools.roll" does not say what the pupils of the model are`
          : `${said}, and the roll is ${pupilsInWords(pupils)}`;
      return [{ lint: 'other-pupils', severity: 'warning', ...placeAt({ tree }, [...path, i]), says }];
    }),
  );
}

const chargesPupils = (price: TierPrice): boolean => askedOf(price).some(({ driver }) => countsPupils(driver));

const differs = (one: PupilBasis, other: PupilBasis): boolean =>
  (['count', 'census'] as const).some((key) => one[key] !== undefined && one[key] !== other[key]);
