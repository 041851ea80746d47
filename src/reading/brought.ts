import { isMap, type MapNode, type Node, type Problem, problem, Scalar, writtenNumber } from '../language/index.js';
import { scenariosIn } from '../model/index.js';
import { entryAt } from './paths.js';
import { settledAt } from './settle.js';

/** A state of an assumption that brings scenarios with it: what the company would do in it. */
interface Bringing {
  readonly assumption: string;
  /** The value of the state. */
  readonly value: Scalar;
  readonly scenario: Scalar;
}

/** Scenarios that come with the states in which some assumptions are. */
export interface Brought {
  readonly names: readonly string[];
  readonly by: readonly Bringing[];
}

const NOTHING: Brought = { names: [], by: [] };

/**
 * What the states of assumptions bring in a text that is changed, each scenario once, in the order of the file. An
 * assumption is in a state where each of its values is that of the state; where it has the value of the unchanged text it
 * brings none.
 */
export function broughtBy(base: MapNode, tree: MapNode): Brought {
  const by = bringingIn(tree).filter(({ assumption, value }) => {
    const place = ['assumptions', assumption, 'value'];
    const [before, after] = [entryAt(base, place)?.node, entryAt(tree, place)?.node];
    return after !== before && isAt(tree, assumption, value) && !isAt(base, assumption, value);
  });
  return by.length === 0
    ? NOTHING
    : { names: [...new Set(by.flatMap(({ scenario }) => scenariosIn(scenario.text)))], by };
}

/** What a scenario that comes with a state says of the assumption itself: another value would take the state back. */
export function takenBack(tree: MapNode, { by }: Brought): Problem[] {
  return by.flatMap(({ assumption, value, scenario }) =>
    isAt(tree, assumption, value)
      ? []
      : [
          problem('bad-value', scenario.span, {
            text: scenario.text,
            expected: `a scenario that leaves "${assumption}" at ${value.text}`,
            why: 'it comes with this state, and says another value',
          }),
        ],
  );
}

const known = new WeakMap<Node, readonly Bringing[]>();

function bringingIn(tree: MapNode): readonly Bringing[] {
  const all = tree.entries.get('assumptions')?.node;
  if (all === undefined || !isMap(all)) return [];
  const found = known.get(all) ?? [...all.entries].flatMap(([id, { node }]) => (isMap(node) ? statesOf(id, node) : []));
  known.set(all, found);
  return found;
}

function statesOf(assumption: string, node: MapNode): Bringing[] {
  const states = node.entries.get('states')?.node;
  if (states === undefined || !isMap(states)) return [];
  return [...states.entries.values()].flatMap(({ node: state }) => {
    const [value, scenario] = isMap(state) ? [entryAt(state, ['value'])?.node, entryAt(state, ['scenario'])?.node] : [];
    return value instanceof Scalar && scenario instanceof Scalar && scenario.text !== ''
      ? [{ assumption, value, scenario }]
      : [];
  });
}

/** Whether every value of an assumption is one number, as it is once the text is settled. */
function isAt(tree: MapNode, assumption: string, value: Scalar): boolean {
  const settled = settledAt(tree, ['assumptions', assumption, 'value']);
  if (settled === undefined) return false;
  const values = settled instanceof Scalar ? [settled] : isMap(settled) ? valuesIn(settled) : [];
  return values.length > 0 && values.every((each) => isSame(each, value));
}

const valuesIn = (map: MapNode): Scalar[] =>
  [...map.entries.values()].flatMap(({ node }) => (node instanceof Scalar ? node : []));

function isSame(one: Scalar, other: Scalar): boolean {
  const [a, b] = [writtenNumber(one.text), writtenNumber(other.text)];
  return !('why' in a) && !('why' in b) && a.value.compare(b.value) === 0 && a.percent === b.percent;
}
