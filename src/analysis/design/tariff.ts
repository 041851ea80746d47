import { Exact, type Figure } from '../../figures/index.js';
import { type ListNode, type MapNode, type Node, nodeAt, Scalar, type Span } from '../../language/index.js';
import { type Model, PHASES, type Phase, type School } from '../../model/index.js';
import { fits, limitsOf, type TierPrice, type When } from '../../pricing/index.js';

/** What a search may turn in a price, in the words of a tariff. */
export const TERMS = ['fixed', 'rate', 'floor', 'cap'] as const;
export type TariffTerm = (typeof TERMS)[number];
/** The same in the model language. */
export const KEYS: Readonly<Record<TariffTerm, string>> = {
  fixed: 'flat',
  rate: 'per_pupil',
  floor: 'floor',
  cap: 'cap',
};

/** A number of a tariff; undefined where a price has no such term. */
export type TariffAmount = Exact | undefined;

/** How the schools are cut into prices: as the tariff does it today, one price for each phase, or one for all. */
export const CUTS = ['price', 'phase', 'none'] as const;
export type PriceCut = (typeof CUTS)[number];

/** One number of a price that a search may turn. */
export interface TariffSlot {
  /** `rate`; `floor` for the one that holds for all schools, `floor.new_joiner` for one with a condition. */
  readonly name: string;
  readonly term: TariffTerm;
  /** Which of the floors or caps with a condition; undefined for the number that holds for all. */
  readonly item: number | undefined;
  readonly today: TariffAmount;
}

/** Numbers of a price by the names of their slots. */
export type TariffAmounts = ReadonlyMap<string, TariffAmount>;

/** One price of a shape, with the schools that pay it. */
export interface TariffPart {
  /** As the command line names it: `primary`, `secondary_sixth_form`. */
  readonly name: string;
  /** As the file says it, with `=name` for assumptions; and with their values in place. */
  readonly written: MapNode;
  readonly settled: MapNode;
  readonly price: TierPrice;
  /** Its numbers, and those that it could have. */
  readonly slots: readonly TariffSlot[];
  readonly schools: readonly School[];
  /** What those schools pay together today, in pounds, if all joined. */
  readonly pays: number;
}

/** A tariff whose numbers are open: its prices in order. */
export interface TariffShape {
  readonly cut: PriceCut;
  readonly parts: readonly TariffPart[];
}

/** A school with what it pays today and its pupils. */
export interface PayingSchool {
  readonly school: School;
  readonly fee: number;
  readonly pupils: number;
  /** Which of the prices of its tier it pays, from 0. */
  readonly position: number;
}

/**
 * A tier's prices as they stand. `written` and `settled` are the model's text before and after its references are
 * followed.
 */
export function shapeToday(
  model: Model,
  tier: string,
  written: MapNode,
  settled: MapNode,
  paying: readonly PayingSchool[],
): TariffShape {
  const terms = model.tiers.get(tier)?.price ?? [];
  const [asWritten, asSettled] = [written, settled].map((tree) =>
    itemsOf(nodeAt(tree, ['tiers', tier, 'price']) as Node),
  ) as [MapNode[], MapNode[]];
  const names = new Set<string>();
  const parts = terms.map((price, i): TariffPart => {
    const own = paying.filter(({ position }) => position === i);
    const schools = own.map(({ school }) => school);
    const name = unique(nameOf(price, schools, terms.length), names);
    return {
      name,
      written: asWritten[i] as MapNode,
      settled: asSettled[i] as MapNode,
      price,
      slots: slotsOf(price),
      schools,
      pays: total(own.map(({ fee }) => fee)),
    };
  });
  return { cut: 'price', parts };
}

/** One price for all schools, or one for each phase: at first the rate that brings in what those schools pay today. */
export function shapeAnew(cut: 'phase' | 'none', span: Span, paying: readonly PayingSchool[]): TariffShape {
  const phases =
    cut === 'none' ? [undefined] : PHASES.filter((phase) => paying.some(({ school }) => school.phase === phase));
  const parts = phases.map((phase): TariffPart => {
    const own = paying.filter(({ school }) => phase === undefined || school.phase === phase);
    const [pays, pupils] = [total(own.map(({ fee }) => fee)), total(own.map((each) => each.pupils))];
    // Where a phase has no pupils, a fixed part carries the fee.
    const [term, amount] =
      pupils > 0 && pays > 0
        ? (['rate', rounded(pays / pupils)] as const)
        : (['fixed', rounded(pays / Math.max(1, own.length))] as const);
    const node = madePrice(span, phase, KEYS[term], amount);
    const when = phase === undefined ? undefined : new Map([['phase', [phase]]]);
    const price: TierPrice = {
      when,
      terms: new Map([[KEYS[term], standIn(amount)]]),
      quantities: new Map(),
      numbers: new Map(),
      pupils: undefined,
    };
    return {
      name: phase ?? 'all',
      written: node,
      settled: node,
      price,
      slots: slotsOf(price),
      schools: own.map(({ school }) => school),
      pays,
    };
  });
  return { cut, parts };
}

/** A number with as few digits as it needs: within half a step of about a hundredth of it. */
function rounded(value: number): Exact {
  if (!(value > 0)) return Exact.one;
  const step = stepOf(value, 0.02);
  return step.times(Exact.of(Math.max(1, Math.round(value / step.toNumber()))));
}

const NICE = ['1', '1.5', '2', '2.5', '3', '4', '5'];

/**
 * The largest round step of no more than a share of a value: such as 1, 1.5, 2, 2.5, 3, 4 or 5 with any number of
 * zeros, and no finer than a penny.
 */
export function stepOf(value: number, share: number): Exact {
  const most = Math.max(0.01, value * share);
  let found = Exact.of('0.01');
  for (let power = -2; power <= 9; power++) {
    const scale = power < 0 ? Exact.fraction(1, 10 ** -power) : Exact.of(10 ** power);
    for (const nice of NICE) {
      const step = Exact.of(nice).times(scale);
      if (step.toNumber() <= most && step.times(Exact.of(100)).isWhole) found = step;
    }
  }
  return found;
}

function madePrice(span: Span, phase: Phase | undefined, key: string, amount: Exact): MapNode {
  const entry = (node: Node) => ({ key: span, node });
  const when: MapNode = { kind: 'map', span, entries: new Map([['phase', entry(new Scalar(phase ?? '', span))]]) };
  const entries = new Map([[key, entry(new Scalar(amount.toString(), span))]]);
  return { kind: 'map', span, entries: phase === undefined ? entries : new Map([['when', entry(when)], ...entries]) };
}

/** A single thing stands for a list of itself. */
export function itemsOf(node: Node): readonly Node[] {
  return !(node instanceof Scalar) && node.kind === 'list' ? (node as ListNode).items : [node];
}

const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

function slotsOf({ terms }: TierPrice): TariffSlot[] {
  const number = (figure: unknown): TariffAmount =>
    (figure as Figure | undefined)?.isKnown ? (figure as Figure).exact : undefined;
  const limits = (['floor', 'cap'] as const).flatMap((term): TariffSlot[] => {
    const all = limitsOf(terms, term);
    const names = new Set<string>();
    const general = {
      name: term,
      term,
      item: undefined,
      today: number(all.find(({ when }) => when === undefined)?.amount),
    };
    const others = all.filter(({ when }) => when !== undefined);
    const own = others.map(
      ({ amount, when }, item): TariffSlot => ({
        name: unique(`${term}.${conditionName(when as When)}`, names),
        term,
        item,
        today: number(amount),
      }),
    );
    // In the order in which they are asked: the first that fits a school holds.
    return [...own, general];
  });
  const bases = (['fixed', 'rate'] as const).map(
    (term): TariffSlot => ({ name: term, term, item: undefined, today: number(terms.get(KEYS[term])) }),
  );
  return [...bases, ...limits];
}

/** After the phase of most of its schools, and after what else its condition asks: `secondary_sixth_form`. */
function nameOf({ when }: TierPrice, schools: readonly School[], prices: number): string {
  if (when === undefined) return prices === 1 ? 'all' : 'others';
  const count = (phase: string): number => schools.filter((school) => school.phase === phase).length;
  const [first, ...rest] = when.get('phase') ?? [];
  const phase = rest.reduce((most, each) => (count(each) > count(most ?? '') ? each : most), first);
  return conditionName(
    new Map([...when].map(([key, values]) => [key, key === 'phase' && phase !== undefined ? [phase] : values])),
  );
}

/** A condition in a word: `new_joiner`, `not_maintained`, `primary_sixth_form`. */
function conditionName(when: When): string {
  const words = [...when].flatMap(([key, values]) =>
    values[0] === 'yes' ? [key] : values[0] === 'no' ? ['not', key] : values,
  );
  return words.join('_').replace(/[^A-Za-z0-9_]+/g, '_') || 'others';
}

function unique(name: string, taken: Set<string>): string {
  let found = name;
  for (let i = 2; taken.has(found); i++) found = `${name}_${i}`;
  taken.add(found);
  return found;
}

/** Floors or caps with other numbers. */
function limitsWith({ price, slots }: TariffPart, term: 'floor' | 'cap', amounts: TariffAmounts): Limited[] {
  const all = limitsOf(price.terms, term);
  const conditional = all.filter(({ when }) => when !== undefined);
  return slots.flatMap((slot): Limited[] => {
    if (slot.term !== term) return [];
    const old = slot.item === undefined ? all.find(({ when }) => when === undefined) : conditional[slot.item];
    if (!amounts.has(slot.name)) return old === undefined ? [] : [old];
    const amount = amounts.get(slot.name);
    return amount === undefined ? [] : [{ amount: standIn(amount), when: old?.when }];
  });
}

interface Limited {
  readonly amount: { readonly isKnown: boolean; readonly exact: Exact };
  readonly when: When | undefined;
}

/** Enough of a figure for a comparison. */
const standIn = (exact: Exact) => ({ isKnown: true, exact });

const BASES = ['flat', 'per_pupil', 'per', 'bands', 'packs'];

/** Whether a price may have some numbers: it has a base, and no cap is below a floor that holds for the same school. */
export function mayHave(part: TariffPart, amounts: TariffAmounts): boolean {
  const hasBase = BASES.some((key) => {
    const slot = part.slots.find(({ term }) => KEYS[term] === key);
    return slot !== undefined && amounts.has(slot.name)
      ? amounts.get(slot.name) !== undefined
      : part.price.terms.has(key);
  });
  if (!hasBase) return false;
  const [floors, caps] = [limitsWith(part, 'floor', amounts), limitsWith(part, 'cap', amounts)];
  if (floors.length === 0 || caps.length === 0) return true;
  const conditional = [...floors, ...caps].some(({ when }) => when !== undefined);
  const kinds = conditional ? part.schools.map(({ attributes }) => attributes) : [new Map<string, string>()];
  return kinds.every((attributes) => {
    const [floor, cap] = [floors, caps].map((all) => all.find(({ when }) => fits(when, attributes))?.amount);
    return !floor?.isKnown || !cap?.isKnown || cap.exact.compare(floor.exact) >= 0;
  });
}
