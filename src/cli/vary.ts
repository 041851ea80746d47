import { type Axis, axisOf, type TariffShape, TERMS, type Vary } from '../analysis/index.js';
import { Exact } from '../figures/index.js';
import { nearest, writtenNumber } from '../language/index.js';
import { Usage } from './command.js';

/** More numbers than this for one term are a slip of the keyboard. */
const MOST_VALUES = 1000;
const EXAMPLE = 'as in --vary primary.rate=12..18/0.5 or --vary floor=none,1_500,2_000';
const HUNDRED = Exact.of(100);

type Value = Vary['values'][number];

/** One `--vary`: which number of the tariff, and what it may be. Throws Usage where it cannot be read. */
export function varyIn(text: string): Vary {
  const [, name = '', said = ''] = /^\s*([^=]*?)\s*=(.*)$/s.exec(text) ?? [];
  if (name === '' || said.trim() === '')
    throw new Usage(`--vary ${text} says nothing: write a number of the tariff and its values, ${EXAMPLE}`);
  const steps = name.split('.');
  const isOfAll = TERMS.some((term) => term === steps[0]);
  const slot = (isOfAll ? steps : steps.slice(1)).join('.');
  const term = slot.split('.')[0] as string;
  if (!TERMS.some((each) => each === term)) {
    throw new Usage(
      `--vary ${name}: a number of a tariff is a ${TERMS.join(', ')}, of one price or of all, ${EXAMPLE}`,
    );
  }
  const values = said.split(',').flatMap((part) => valuesIn(part.trim(), text));
  if (values.length > MOST_VALUES)
    throw new Usage(
      `--vary ${text}: that is ${values.length} numbers, and ${MOST_VALUES} are the most: take a larger step`,
    );
  for (const value of values) if (value !== 'none' && 'amount' in value) checkAmount(value.amount, term, text);
  return { part: isOfAll ? undefined : steps[0], slot, values };
}

function checkAmount(amount: Exact, term: string, text: string): void {
  if (amount.sign < 0) throw new Usage(`--vary ${text}: a tariff has no number below zero`);
  if (term === 'cap' && amount.sign === 0)
    throw new Usage(`--vary ${text}: with a cap of zero nobody would pay: write none for no cap`);
  const decimals = term === 'rate' ? 6 : 2;
  if (!amount.times(Exact.of(10 ** decimals)).isWhole)
    throw new Usage(`--vary ${text}: a ${term} has at most ${decimals} decimals`);
}

/** `none`, a number, a percentage of what it is today, or a range of either: `10..25/0.5`, `-20%..20%/5%`. */
function valuesIn(part: string, text: string): Value[] {
  if (part === 'none') return ['none'];
  const range = /^(.+?)\.\.(.+?)(?:\/(.+))?$/.exec(part);
  if (range === null) return [asVaried(numberIn(part, text))];
  const [, low = '', high = '', step] = range;
  if (step === undefined)
    throw new Usage(`--vary ${text}: a range needs a step, as in ${part}/${low.includes('%') ? '5%' : '1'}`);
  const [from, to, by] = [low, high, step].map((each) => numberIn(each, text)) as [Written, Written, Written];
  if (from.percent !== to.percent || by.percent !== from.percent)
    throw new Usage(`--vary ${text}: both ends of a range and its step are per cent, or none is`);
  if (by.value.sign <= 0) throw new Usage(`--vary ${text}: a step is above zero`);
  if (to.value.compare(from.value) < 0)
    throw new Usage(`--vary ${text}: a range goes from the lower number to the higher`);
  const count = to.value.minus(from.value).over(by.value).floor().toNumber() + 1;
  if (count > MOST_VALUES)
    throw new Usage(`--vary ${text}: that is ${count} numbers, and ${MOST_VALUES} are the most: take a larger step`);
  return Array.from({ length: count }, (_, i) =>
    asVaried({ percent: from.percent, value: from.value.plus(by.value.times(Exact.of(i))) }),
  );
}

interface Written {
  readonly value: Exact;
  readonly percent: boolean;
}

function numberIn(said: string, text: string): Written {
  const number = writtenNumber(said.trim());
  if ('why' in number) throw new Usage(`--vary ${text}: "${said.trim()}" is no number: ${number.why}`);
  return number;
}

function asVaried({ value, percent }: Written): Value {
  if (!percent) return { amount: value };
  if (value.compare(HUNDRED.negated()) <= 0) throw new Usage('--vary: less 100% would leave nothing: write none');
  return { change: value.over(HUNDRED) };
}

/** What is varied in a shape. Throws Usage for what no shape has, and for a number that is varied twice. */
export function axesIn(shapes: readonly TariffShape[], varies: readonly Vary[]): readonly (readonly Axis[])[] {
  const all = shapes.map((shape) => varies.map((vary) => axisOf(shape, vary)));
  varies.forEach((vary, i) => {
    if (all.every((axes) => axes[i] === undefined)) throw unknownName(vary, shapes);
  });
  return all.map((axes) => {
    const found = axes.flatMap((axis) => axis ?? []);
    for (const { name, places, steps } of found) {
      const conditional = places.some(({ slot }) => slot.item !== undefined);
      if (steps.length === 0)
        throw new Usage(
          `--vary ${name}: ${conditional ? 'a floor or cap with a condition has to be some number' : 'it has no number today'}`,
        );
    }
    const turned = found.flatMap(({ places, name }) =>
      places.map(({ part, slot }) => ({ key: `${part}.${slot.name}`, name })),
    );
    const twice = turned.find(({ key }, i) => turned.findIndex((other) => other.key === key) < i);
    if (twice !== undefined) throw new Usage(`--vary ${twice.name}: that number is varied twice`);
    return found;
  });
}

function unknownName({ part, slot }: Vary, shapes: readonly TariffShape[]): Usage {
  const known = shapes.flatMap(({ parts }) =>
    parts.flatMap(({ name, slots }) => slots.map((each) => `${name}.${each.name}`)),
  );
  const asked = part === undefined ? slot : `${part}.${slot}`;
  const meant = nearest(asked, known);
  const prices = [...new Set(shapes.flatMap(({ parts }) => parts.map(({ name }) => name)))].join(', ');
  return new Usage(
    `--vary ${asked}: the tariff has no such number${meant === undefined ? `; its prices are ${prices}` : `: did you mean ${meant}?`}`,
  );
}
