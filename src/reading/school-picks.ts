import {
  type Entry,
  keyInWords,
  type Node,
  type Problem,
  problem,
  readNumber,
  Scalar,
  type Span,
  shapeOf,
  valueIn,
} from '../language/index.js';
import { ATTRIBUTES, namesOfSchools, type School, schoolsNamed, VALUES_OF_ATTRIBUTES } from '../model/index.js';
import { canonical } from '../pricing/index.js';
import type { StandingSchool } from './school-standing.js';

/** A school that overlays have taken away, as it stood, and where they say so. */
export interface RemovedSchool extends StandingSchool {
  readonly span: Span;
}

/** The schools that a change is of, those of them that are gone already, and every problem with how they are named. */
export interface Picked {
  readonly schools: readonly StandingSchool[];
  readonly gone: readonly RemovedSchool[];
  readonly problems: readonly Problem[];
}

/** The schools among which a change looks for its own. */
export interface SchoolPool {
  readonly standing: readonly StandingSchool[];
  readonly gone: readonly RemovedSchool[];
  /** The roll file as it is: what its schools have is no mistake, though none of them has it by now. */
  readonly roll: readonly School[];
  /** Where a model starts: numbers of pupils are asked for that month. */
  readonly first: number;
  readonly yearStarts: number;
}

/** The schools that a name or a list of names picks, each by its number or by a name that no other school bears. */
export function pickedByName(node: Node, among: SchoolPool): Picked {
  const items = !(node instanceof Scalar) && node.kind === 'list' ? node.items : [node];
  const found = items.map((item) => namedBy(item, among));
  return {
    schools: found.flatMap(({ schools }) => schools),
    gone: found.flatMap(({ gone }) => gone),
    problems: found.flatMap(({ problems }) => problems),
  };
}

const NOBODY: Picked = { schools: [], gone: [], problems: [] };

function namedBy(item: Node, { standing, gone }: SchoolPool): Picked {
  if (!(item instanceof Scalar) || item.text.trim() === '') {
    const data = {
      expected: 'the number or the name of a school, or a list of them',
      found: shapeOf(item instanceof Scalar ? item : new Map()),
    };
    return { ...NOBODY, problems: [problem('wrong-shape', item.span, data)] };
  }
  const named = schoolsNamed(item.text, standing);
  if (named.length > 1)
    return {
      ...NOBODY,
      problems: [problem('several-schools', item.span, { name: item.text, schools: named.map(({ id }) => id) })],
    };
  if (named.length === 1) return { ...NOBODY, schools: named };
  const left = schoolsNamed(item.text, gone);
  if (left.length > 0) return { ...NOBODY, gone: left };
  return {
    ...NOBODY,
    problems: [
      problem('unknown-name', item.span, { name: item.text, what: 'school', known: namesOfSchools(standing) }),
    ],
  };
}

type Test = (school: School) => boolean;

/** The schools that all conditions fit as they stand. */
export function pickedByCondition(node: Node, key: Span, among: SchoolPool): Picked {
  if (node instanceof Scalar || node.kind === 'list' || node.entries.size === 0) {
    const data = {
      expected: 'a map of attributes to values, such as { trust: Oak }',
      found: shapeOf(node instanceof Scalar ? node : new Map()),
    };
    return { schools: [], gone: [], problems: [problem('wrong-shape', node.span, data)] };
  }
  const known = among.standing.flatMap(({ school }) => school() ?? []);
  const problems: Problem[] = [];
  const tests = [...node.entries].flatMap(([name, entry]) => testOf(name, entry, known, among, problems));
  if (problems.length > 0) return { schools: [], gone: [], problems };
  const fits = ({ school }: StandingSchool): boolean => {
    const found = school();
    return found !== undefined && tests.every((test) => test(found));
  };
  const [schools, gone] = [among.standing.filter(fits), among.gone.filter(fits)];
  const none = schools.length + gone.length === 0;
  return { schools, gone, problems: none ? [problem('no-school-fits', key, { when: saidOf(node) })] : [] };
}

/** A condition, or the names of schools, in a few words. */
export function saidOf(node: Node): string {
  const said = (each: Node): string => {
    if (each instanceof Scalar) return each.text;
    if (each.kind === 'list') return each.items.map(said).join(' or ');
    return [...each.entries].map(([key, { node }]) => `${keyInWords(key)} ${said(node)}`).join(' and ');
  };
  if (node instanceof Scalar || node.kind === 'list') return said(node);
  return [...node.entries].map(([key, entry]) => `${keyInWords(key)} ${said(entry.node)}`).join(', ');
}

function testOf(
  name: string,
  { key, node }: Entry,
  schools: readonly School[],
  among: SchoolPool,
  problems: Problem[],
): Test[] {
  const number = numberOf(name, schools, among);
  const attributes = [...new Set([...ATTRIBUTES, ...schools.flatMap(({ own }) => [...own.keys()])])];
  if (number !== undefined && !attributes.includes(name)) return numbersTest(node, number, problems);
  if (!attributes.includes(name)) {
    const known = [...attributes, ...NUMBERS, ...new Set(schools.flatMap(({ drivers }) => [...drivers.keys()]))];
    problems.push(problem('unknown-name', key, { name, what: 'attribute of a school', known }));
    return [];
  }
  const items = !(node instanceof Scalar) && node.kind === 'list' ? node.items : [node];
  const valueHeld = (school: School): string => attributeAt(school, name, among);
  const held = VALUES_OF_ATTRIBUTES.get(name) ?? [...new Set(schools.map((school) => valueHeld(school)))];
  const had = [...among.roll, ...among.gone.flatMap(({ school }) => school() ?? [])].map(valueHeld);
  const values = items.flatMap((item) => {
    const value = item instanceof Scalar ? canonical(item.text) : undefined;
    if (value === undefined)
      problems.push(
        problem('wrong-shape', item.span, {
          expected: `a value of ${name}, or a list of them`,
          found: shapeOf(new Map()),
        }),
      );
    else if (![...held, ...had].includes(value))
      problems.push(
        problem('bad-choice', item.span, {
          text: value,
          what: `a value of ${name}`,
          known: held.filter((each) => each !== ''),
        }),
      );
    return value ?? [];
  });
  return [(school) => values.includes(valueHeld(school))];
}

/** An attribute of a school when the calendar starts. */
function attributeAt({ attributes, life }: School, name: string, { first, yearStarts }: SchoolPool): string {
  if (name === 'trust' && life?.trust !== undefined) return valueIn(life.trust, first, yearStarts) ?? '';
  return attributes.get(name) ?? '';
}

const NUMBERS = ['pupils', 'pays_now', 'budget', 'free_school_meals'] as const;
type Quantity = (school: School) => ReturnType<typeof readNumber> | undefined;

/** A number that schools have, by the name of its key; undefined where no school has such a key. */
function numberOf(name: string, schools: readonly School[], { first, yearStarts }: SchoolPool): Quantity | undefined {
  const of: Readonly<Record<(typeof NUMBERS)[number], Quantity>> = {
    pupils: ({ pupils }) => valueIn(pupils, first, yearStarts),
    pays_now: ({ paysNow }) => paysNow,
    budget: ({ budget }) => budget,
    free_school_meals: ({ freeMeals }) => freeMeals,
  };
  const own = (of as Readonly<Record<string, Quantity>>)[name];
  if (own !== undefined) return own;
  if (!schools.some(({ drivers }) => drivers.has(name))) return undefined;
  return ({ drivers }) => {
    const scalar = drivers.get(name);
    return scalar && readNumber({ kind: 'price', expected: 'a number' }, scalar);
  };
}

/** How a number may be held against another, in the words of bands. */
const BOUNDS: Readonly<Record<string, (order: number) => boolean>> = {
  up_to: (order) => order <= 0,
  below: (order) => order < 0,
  from: (order) => order >= 0,
  over: (order) => order > 0,
};

function numbersTest(node: Node, number: Quantity, problems: Problem[]): Test[] {
  const against = (scalar: Node, holds: (order: number) => boolean): Test[] => {
    const kind = scalar instanceof Scalar && scalar.text.includes('%') ? 'rate' : 'price';
    const limit = scalar instanceof Scalar ? readNumber({ kind, expected: 'a number' }, scalar) : 'it is not one value';
    if (typeof limit === 'string' || !limit.isKnown) {
      const data = {
        text: scalar instanceof Scalar ? scalar.text : '',
        expected: 'a number, such as 100',
        why: String(limit),
      };
      problems.push(
        problem('bad-value', scalar.span, typeof limit === 'string' ? data : { ...data, why: 'it is not known' }),
      );
      return [];
    }
    return [
      (school) => {
        const own = number(school);
        return own !== undefined && typeof own !== 'string' && own.isKnown && holds(own.exact.compare(limit.exact));
      },
    ];
  };
  if (node instanceof Scalar) return against(node, (order) => order === 0);
  if (node.kind === 'list') return against(node, () => false);
  return [...node.entries].flatMap(([key, entry]) => {
    const holds = BOUNDS[key];
    if (holds !== undefined) return against(entry.node, holds);
    problems.push(
      problem('unknown-key', entry.key, { key, within: 'a condition on a number', known: Object.keys(BOUNDS) }),
    );
    return [];
  });
}
