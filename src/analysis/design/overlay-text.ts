import type { Exact } from '../../figures/index.js';
import { type MapNode, type Node, Scalar } from '../../language/index.js';
import { isConditional, type Space } from './space.js';
import { itemsOf, KEYS, type TariffAmounts, type TariffPart, type TariffTerm, TERMS } from './tariff.js';

/** What an overlay is written for. */
export interface OverlaySaid {
  readonly tier: string;
  /** The scenarios that it stands on. */
  readonly extends: readonly string[];
  readonly because: string;
  /** Lines of comment above it. */
  readonly comment: readonly string[];
}

/**
 * A candidate as a scenario in a file of its own. Its prices replace those of the tier whole, as a list in an overlay
 * does.
 */
export function overlayText(
  { tier, extends: parents, because, comment }: OverlaySaid,
  space: Space,
  picks: readonly number[],
): string {
  const prices = space.shape.parts.map((part, i) =>
    priceLines(part, space.amountsIn(i, picks), space.shape.cut !== 'price'),
  );
  const lines = [
    ...comment.map((line) => `# ${line}`),
    `because: ${scalar(because)}`,
    ...(parents.length === 0 ? [] : [`extends: [${parents.map(scalar).join(', ')}]`]),
    'tiers:',
    `  ${keyText(tier)}:`,
    '    price:',
    ...prices.flatMap((price) => price.map((line, i) => `      ${i === 0 ? '- ' : '  '}${line}`)),
  ];
  return `${lines.join('\n')}\n`;
}

/** A price with other numbers. What stood behind the old ones does not stand behind the new. */
function priceLines(part: TariffPart, amounts: TariffAmounts, isNew: boolean): string[] {
  const { written, slots } = part;
  const changed =
    isNew || slots.some(({ name, today }) => amounts.has(name) && amounts.get(name)?.toString() !== today?.toString());
  const turned = (term: TariffTerm): boolean => slots.some((slot) => slot.term === term && amounts.has(slot.name));
  const lines: string[] = [];
  const done = new Set<TariffTerm>();
  for (const [key, { node }] of written.entries) {
    const term = TERMS.find((each) => KEYS[each] === key);
    if (changed && (key === 'basis' || key === 'source')) continue;
    if (term === undefined || !turned(term)) lines.push(`${keyText(key)}: ${flow(node)}`);
    else {
      done.add(term);
      lines.push(...termLine(part, term, amounts, node));
    }
  }
  return [
    ...lines,
    ...TERMS.filter((term) => turned(term) && !done.has(term)).flatMap((term) =>
      termLine(part, term, amounts, undefined),
    ),
  ];
}

/** A term with its numbers; floors and caps with a condition stand before the one for all others. */
function termLine({ slots }: TariffPart, term: TariffTerm, amounts: TariffAmounts, before: Node | undefined): string[] {
  const items = before === undefined ? [] : itemsOf(before);
  const conditional = items.filter(isConditional) as MapNode[];
  const all = slots
    .filter((slot) => slot.term === term)
    .flatMap((slot): string[] => {
      const old = slot.item === undefined ? items.find((item) => !isConditional(item)) : conditional[slot.item];
      if (!amounts.has(slot.name)) return old === undefined ? [] : [flow(old)];
      const amount = amounts.get(slot.name);
      if (amount === undefined) return [];
      const when = slot.item === undefined ? undefined : (old as MapNode).entries.get('when')?.node;
      return [when === undefined ? numberText(amount) : `{ amount: ${numberText(amount)}, when: ${flow(when)} }`];
    });
  if (all.length === 0) return [];
  return [`${KEYS[term]}: ${all.length === 1 ? all[0] : `[${all.join(', ')}]`}`];
}

/** `12_500`, `16.5`. */
export function numberText(amount: Exact): string {
  const [whole = '', decimals] = amount.toString().split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '_')}${decimals === undefined ? '' : `.${decimals}`}`;
}

function flow(node: Node): string {
  if (node instanceof Scalar) return scalar(node.text);
  if (node.kind === 'list') return `[${node.items.map(flow).join(', ')}]`;
  const entries = [...(node as MapNode).entries].map(([key, entry]) => `${keyText(key)}: ${flow(entry.node)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

const keyText = (key: string): string => (/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(key) ? key : JSON.stringify(key));

/** Plain where YAML reads it to the letter, else in quotes. */
function scalar(text: string): string {
  return /^(-?\d|[A-Za-z=£])[A-Za-z0-9=£_.%/+-]*( [A-Za-z0-9=£_.%/+-]+)*$/.test(text) ? text : JSON.stringify(text);
}
