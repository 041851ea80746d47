import type { Model } from '../../model/index.js';
import { claim, listed, subject, words } from '../page/sentence.js';

/** Whether schools weigh what a tier costs them when they choose. */
const react = ({ choice }: Model): boolean => choice?.rule === 'best_value' || choice?.rule === 'logit';
/** Whether there is a price that schools could react to, and they do not. */
const isDeaf = (model: Model): boolean => model.tiers.size > 0 && !react(model);

/** Where each assumption is used, by its name: paths of the model. */
export type Uses = ReadonlyMap<string, readonly string[]>;

const PRICE = /^tiers\.[^.]+\.(price|also|uplift)\b/;
const ASSUMPTION = /^assumptions\.([^.]+)\./;

/** Some assumptions, with those that are worked out of them. */
export function withFollowers(names: readonly string[], uses: Uses): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...(uses.get(name) ?? []).flatMap((place) => ASSUMPTION.exec(place)?.[1] ?? []));
  }
  return found;
}

/** Whether any of some assumptions is in what a tier charges, by itself or through others. */
const areInPrices = (names: readonly string[], uses: Uses): boolean =>
  [...withFollowers(names, uses)].some((name) => (uses.get(name) ?? []).some((place) => PRICE.test(place)));

/** A model of which some assumptions take other values. */
export interface Varied {
  readonly model: Model;
  readonly uses: Uses;
  /** Those that do; all that have a range or states unless said. */
  readonly names?: readonly string[];
}

const drawnIn = ({ assumptions }: Model): string[] =>
  [...assumptions].flatMap(([id, { range, states }]) => (range !== undefined || states.size > 0 ? id : []));

const NONE =
  'Schools do not react to a change in price here: who joins changes only where the model, a scenario or --set says so.';

/** One of several models that are put side by side. */
export interface OptionsBeside {
  readonly name: string;
  readonly model: Model;
}

/** What schools do, and do not, when prices change. */
export const reactions = subject('reactions', {
  none: claim(
    'law',
    (models: readonly Model[]) => (models.some(isDeaf) && !models.some(react) ? true : undefined),
    () => words`${NONE}`,
  ),
  varied: claim(
    'law',
    ({ model, uses, names }: Varied) =>
      isDeaf(model) && areInPrices(names ?? drawnIn(model), uses) ? true : undefined,
    () => words`${NONE}`,
  ),
  noneIn: claim(
    'law',
    (all: readonly OptionsBeside[]) => {
      const names = all.flatMap(({ name, model }) => (isDeaf(model) ? name : []));
      return names.length > 0 && all.some(({ model }) => react(model)) ? names : undefined;
    },
    (names) =>
      words`Schools do not react to a change in price in ${listed(names, ' and ')}: who joins changes there only where the model, a scenario or --set says so.`,
  ),
  held: claim(
    'law',
    (model: Model) => (react(model) ? true : undefined),
    () => words`Who joins which tier is held as schools choose at the prices and rolls as modelled.`,
  ),
});

/**
 * What is said of models that are put side by side: of all of them alike, or of those by name in which schools do not
 * react.
 */
export const reactionsIn = (all: readonly OptionsBeside[]) => [
  ...reactions.say.none(all.map(({ model }) => model)),
  ...reactions.say.noneIn(all),
];
