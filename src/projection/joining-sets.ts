import {
  band,
  constant,
  Exact,
  type Figure,
  larger,
  nothing,
  quotient,
  type Rate,
  smaller,
  sum,
  times,
} from '../figures/index.js';
import { Crowd, type Gate, type Member, type Present } from '../pricing/index.js';

/** How a member of a group is expected to come to a tier. */
export interface Coming {
  readonly member: Member;
  /** The share of it that joins. */
  readonly share: Rate;
  /** What the tiers before this one take of it: its decision lies above that. */
  readonly before: readonly Rate[];
  /**
   * Its decisions, by name: one, which it may share with others, or one for each school that an archetype stands for.
   */
  readonly decisions: readonly string[];
}

/** Some members who join, and how likely it is that they do and no others. */
export interface JoiningSet {
  readonly weight: Rate;
  readonly present: readonly Present[];
  /** Whether with other shares nobody could be in it. */
  readonly canBeNobody: boolean;
  /** Who is in it as modelled. */
  readonly who: readonly Member[];
}

/** The sets of members who may join, but for that of nobody. */
export interface JoiningSets {
  readonly sets: readonly JoiningSet[];
  /** The share by which a member is in them: its own, unless it was taken together with others. */
  readonly shareOf: (coming: Coming) => Rate;
  /** How many decide, each whatever the others do. */
  readonly deciders: number;
  /** False where there are too many sets, so that members were taken in lots, each deciding as one. */
  readonly isExact: boolean;
}

/** So many sets are priced for one group, and so many parts of them are worked out. */
const [MOST_SETS, MOST_PARTS] = [256, 50_000];
/** An archetype of more schools that decide apart takes so many decisions, each for as many of its schools. */
const MOST_TRIALS = 8;

const ZERO: Rate = constant('rate', Exact.zero, 'none of it');
const ONE: Rate = constant('rate', Exact.one, 'all of it');

/** Members who have one decision and one share. */
interface Class {
  readonly share: Rate;
  readonly before: readonly Rate[];
  readonly comings: Coming[];
}

/** Those who take one decision; or the schools of one archetype, which take one each. */
interface Decider {
  readonly classes: Class[];
  readonly isApart: boolean;
}

/**
 * The sets in which members of a group may join. Of those who decide as one, where one joins, so do all that are at least
 * as likely to join: of two with 80% and 50% both in 50%, the first alone in 30%, nobody in 20%. Others decide whatever
 * these do.
 */
export function joiningSets(comings: readonly Coming[]): JoiningSets {
  const limit = Math.max(2, Math.min(MOST_SETS, Math.floor(MOST_PARTS / comings.length)));
  const deciders = decidersIn(comings);
  const [only] = deciders as [Decider];
  if (deciders.length === 1 && !only.isApart) {
    const most = only.classes.some(({ before }) => before.length > 0) ? limit / 2 : limit;
    const classes = only.classes.length <= most ? only.classes : lots(byShare(only.classes), most);
    return { sets: outcomesOf(classes), shareOf: shareIn(classes), deciders: 1, isExact: classes === only.classes };
  }
  const count = new Set(comings.flatMap(({ decisions }) => decisions)).size;
  const outcomes = deciders.map(({ classes, isApart }) =>
    isApart ? trialsOf(classes[0]?.comings[0] as Coming) : outcomesOf(classes),
  );
  if (outcomes.reduce((so, each) => so * (each.length + 1), 1) <= limit)
    return {
      sets: combined(outcomes),
      shareOf: ({ share }) => share,
      deciders: count,
      isExact: comings.every(({ decisions }) => decisions.length <= MOST_TRIALS),
    };
  const classes = lots(
    deciders.map(({ classes: own }) => merged(own)),
    Math.log2(limit),
  );
  return {
    sets: combined(classes.map((each) => outcomesOf([each]))),
    shareOf: shareIn(classes),
    deciders: count,
    isExact: false,
  };
}

function decidersIn(comings: readonly Coming[]): Decider[] {
  const found = new Map<string, Decider>();
  for (const coming of comings) {
    const name = coming.decisions[0] as string;
    const decider = found.get(name) ?? { classes: [], isApart: coming.decisions.length > 1 };
    found.set(name, decider);
    const alike = decider.classes.find(({ share, before }) => share === coming.share && isSame(before, coming.before));
    if (alike === undefined) decider.classes.push({ share: coming.share, before: coming.before, comings: [coming] });
    else alike.comings.push(coming);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, decider]) => decider);
}

const isSame = (a: readonly Figure[], b: readonly Figure[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i]);

function shareIn(classes: readonly Class[]): JoiningSets['shareOf'] {
  const shares = new Map(classes.flatMap(({ share, comings }) => comings.map((coming) => [coming, share] as const)));
  return (coming) => shares.get(coming) as Rate;
}

/** Classes in no more than so many lots, those that follow each other together. */
function lots(classes: readonly Class[], most: number): Class[] {
  const size = Math.ceil(classes.length / Math.max(1, Math.floor(most)));
  return Array.from({ length: Math.ceil(classes.length / size) }, (_, i) =>
    merged(classes.slice(i * size, (i + 1) * size)),
  );
}

/** Several classes as one, with the share that is expected of a member on average. */
function merged(classes: readonly Class[]): Class {
  const [first] = classes as [Class];
  if (classes.length === 1) return first;
  const comings = classes.flatMap((each) => each.comings);
  const all = sum(
    'rate',
    classes.map((each) =>
      times(each.share, constant('count', Exact.of(each.comings.length), 'members with this share')),
    ),
  );
  const share = quotient<'rate'>(
    'rate',
    all,
    constant('count', Exact.of(comings.length), 'members taken together'),
    'the average of their shares',
  );
  return { share, before: first.before, comings };
}

function byShare(classes: readonly Class[]): Class[] {
  return [...classes].sort((a, b) => asShare(b.share) - asShare(a.share));
}

const asShare = ({ value }: Figure): number => (value instanceof Exact ? value.toNumber() : 0);

/**
 * What one decision can come to, but for nobody: one cell for each stretch of the line from 0 to 1 between two ends of
 * shares, the longest last.
 */
function outcomesOf(classes: readonly Class[]): JoiningSet[] {
  const [only] = classes as [Class];
  if (classes.length === 1)
    return [{ weight: only.share, present: [presentIn(only)], canBeNobody: false, who: membersOf(only) }];
  const stretches = classes.map((each) => ({
    each,
    crowd: new Crowd(membersOf(each)),
    from: each.before.length === 0 ? undefined : sum('rate', each.before),
    upTo: each.before.length === 0 ? each.share : sum('rate', [...each.before, each.share]),
  }));
  const ends = falling([
    ...new Set(stretches.flatMap(({ from, upTo }) => (from === undefined ? [upTo] : [from, upTo]))),
  ]);
  const isNested = stretches.every(({ from }) => from === undefined);
  return ends.map((end, k): JoiningSet => {
    const next = ends[k + 1];
    const there = stretches.map(({ each, crowd, from, upTo }) => {
      // Below the last end there is no share to fall short of it.
      const reaches =
        isNested && next === undefined ? [] : [sum('rate', [upTo], 'by how much its share passes theirs', [end])];
      const begins =
        from === undefined
          ? []
          : [sum('rate', next === undefined ? [] : [next], 'by how much it begins below theirs', [from])];
      const conditions = [...reaches, ...begins];
      const isThere = conditions.every((each) => isKnownBelow(each) === false);
      return { crowd, gate: gateOf(conditions, isThere), isThere, members: membersOf(each) };
    });
    return {
      weight: next === undefined ? end : sum('rate', [end], 'likely to be just these', [next]),
      present: there.map(({ crowd, gate }) => ({ crowd, gate })),
      canBeNobody: !isNested,
      who: there.flatMap(({ isThere, members }) => (isThere ? members : [])),
    };
  });
}

const membersOf = ({ comings }: Class): Member[] => comings.map(({ member }) => member);
const presentIn = (of: Class): Present => ({ crowd: new Crowd(membersOf(of)), gate: undefined });
const isKnownBelow = ({ value }: Figure): boolean => value instanceof Exact && value.sign < 0;

/** Counts where none of some differences is below zero. */
function gateOf(differences: readonly Rate[], isThere: boolean): Gate | undefined {
  if (differences.length === 0) return undefined;
  const label = isThere ? 'there, by its share' : 'not there, by its share';
  return (kind, amount) =>
    differences.reduce(
      (so, difference) => band(kind, difference, [{ upTo: ZERO, closed: false, value: nothing(kind) }], so, label),
      amount,
    );
}

/** Figures from the largest to the smallest, whatever their values become: insertion by exchanges of two. */
function falling(figures: readonly Rate[]): Rate[] {
  const sorted: Rate[] = [];
  for (const figure of figures) {
    let carried = figure;
    for (let k = 0; k < sorted.length; k++) {
      const here = sorted[k] as Rate;
      sorted[k] = larger('rate', [here, carried]);
      carried = smaller('rate', [here, carried]);
    }
    sorted.push(carried);
  }
  return sorted;
}

/**
 * How many schools of an archetype join when each decides for itself: the binomial distribution, with a part of a
 * school as one that counts for as much.
 */
function trialsOf({ member, share, decisions }: Coming): JoiningSet[] {
  const { schools } = member;
  const many = Math.min(decisions.length, MOST_TRIALS);
  const all = schools.isKnown ? schools.exact : Exact.of(decisions.length);
  const sizes = Array.from({ length: many }, (_, i): Exact => {
    if (decisions.length > many) return Exact.of(1).over(Exact.of(many));
    return (i < many - 1 ? Exact.one : all.minus(Exact.of(many - 1))).over(all);
  });
  const out = sum('rate', [ONE], 'does not join', [share]);
  let found = new Map<string, { readonly part: Exact; readonly ways: Rate[] }>([['0', { part: Exact.zero, ways: [] }]]);
  for (const size of sizes) {
    const next: typeof found = new Map();
    const add = (part: Exact, before: readonly Rate[], by: Rate): void => {
      const known = next.get(part.toString()) ?? { part, ways: [] };
      next.set(part.toString(), known);
      known.ways.push(before.length === 0 ? by : times(sum('rate', before), by));
    };
    for (const { part, ways } of found.values()) {
      add(part, ways, out);
      add(part.plus(size), ways, share);
    }
    found = next;
  }
  return [...found.values()]
    .filter(({ part }) => part.sign > 0)
    .map(({ part, ways }) => {
      const some: Member = {
        ...member,
        schools: times(schools, constant('rate', part, `${part.toString()} of its schools`)),
      };
      return {
        weight: sum('rate', ways),
        present: [{ crowd: new Crowd([some]), gate: undefined }],
        canBeNobody: false,
        who: [some],
      };
    });
}

/** Every combination of what some deciders come to, each whatever the others do, but for that in which nobody joins. */
function combined(deciders: readonly (readonly JoiningSet[])[]): JoiningSet[] {
  const nobody: JoiningSet = { weight: ONE, present: [], canBeNobody: true, who: [] };
  let found: readonly JoiningSet[] = [nobody];
  for (const outcomes of deciders) {
    const none = sum(
      'rate',
      [ONE],
      'nobody of these joins',
      outcomes.map(({ weight }) => weight),
    );
    found = found.flatMap((so) => [
      { ...so, weight: so === nobody ? none : times(so.weight, none) },
      ...outcomes.map((one) => ({
        weight: so === nobody ? one.weight : times(so.weight, one.weight),
        present: [...so.present, ...one.present],
        canBeNobody: so.canBeNobody && one.canBeNobody,
        who: [...so.who, ...one.who],
      })),
    ]);
  }
  return found.filter(({ present }) => present.length > 0);
}
