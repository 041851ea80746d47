import { isDeepStrictEqual } from 'node:util';
import { parseDocument } from 'yaml';
import {
  isSameAnswer,
  type Mutant,
  type Place,
  placeOf,
  type Random,
  type Slip,
  spliced,
  TYPOS,
  type What,
} from './mutant.js';
import { type Token, tokensOf } from './yaml-tokens.js';

/* The slips that can be made in a YAML file: in keys, names and references, in numbers, and in its form. */

/** Keys under which people write what they like. */
const FREE_TEXT = [
  'name',
  'purpose',
  'source',
  'because',
  'owner',
  'note',
  'why',
  'evidence',
  'unit',
  'ignore',
  'works',
];
/** Keys of maps whose own keys are names that the file gives. */
const GIVES_NAMES = [
  'tiers',
  'services',
  'contracts',
  'staff',
  'overheads',
  'loans',
  'capital',
  'assumptions',
  'scenarios',
  'checks',
  'indicators',
  'examples',
  'risks',
  'collective',
  'groups',
  'named',
  'constituencies',
  'criteria',
  'states',
  'pensions',
  'pay_awards',
  'scales',
  'parts',
  'shared',
  'quantities',
  // Of a service: what it calls some of its quantities.
  'options',
];
/** Keys whose values are names that the file gives, or that nobody else knows. */
const GIVES_VALUES = ['attributes', 'drivers', 'area', 'trust', 'head'];
const WORD = /^[A-Za-z][A-Za-z_]{2,}$/;
const REFERENCE = /^=?[A-Za-z][A-Za-z0-9_.-]{2,}$/;
const NUMBER = /^-?£?\d[\d_,]*(\.\d+)?%?$/;

/** Every slip that can be made in a file. */
export function yamlSlips(text: string): Slip[] {
  const tokens = tokensOf(text);
  return tokens.flatMap((token) => [...wordSlips(text, token), ...numberSlips(text, token), ...formSlips(text, token)]);
}

export const isFreeText = ({ path }: Pick<Token, 'path'>): boolean => path.some((step) => FREE_TEXT.includes(step));

function whatOf({ is, path }: Token): What {
  if (is === 'value') return path.some((step) => GIVES_VALUES.includes(step)) ? 'name' : 'reference';
  const above = path[path.length - 2];
  // Scenarios take names up that the model gives.
  const inScenario = path[0] === 'scenarios' && path.length > 2;
  const isName =
    above !== undefined &&
    GIVES_NAMES.includes(above) &&
    !(above === 'tiers' && path.length > 2 && path[0] !== 'scenarios');
  return isName && !(inScenario && !path.includes('add')) ? 'name' : isName ? 'reference' : 'key';
}

function made(text: string, token: Token, becomes: string, what: What, kind: string, at: readonly Place[]): Mutant {
  return {
    what,
    kind,
    text: spliced(text, token.start, token.end, becomes),
    path: token.path.join('.'),
    was: text.slice(token.start, token.end),
    becomes,
    at,
  };
}

function wordSlips(text: string, token: Token): Slip[] {
  if (token.quoted || !(token.is === 'key' ? WORD.test(token.text) : REFERENCE.test(token.text) && !isFreeText(token)))
    return [];
  const what = whatOf(token);
  const lead = token.text.startsWith('=') ? 1 : 0;
  return Object.entries(TYPOS).map(([kind, typo]) => ({
    what,
    kind,
    make: (random) => {
      const word = token.text.slice(lead);
      const becomes = typo(word, random);
      if (becomes === word || becomes === '' || isSameAnswer(word, becomes)) return undefined;
      const place = placeOf(text, token.start + lead, becomes.length);
      return made(text, token, token.text.slice(0, lead) + becomes, what, kind, [
        { ...place, from: place.from - lead },
      ]);
    },
  }));
}

/** What people write where a number is meant. */
const WRITTEN: Readonly<Record<string, (number: string) => string>> = {
  'a word for a number': () => 'about',
  'a decimal comma': (number) =>
    number.includes('.') ? number.replace('.', ',') : number.replace(/(\d)(%?)$/, '$1,5$2'),
  'a thousands comma': (number) => number.replace(/^(-?£?)\d+_?\d*/, '$11,200'),
  'no per cent sign': (number) => (number.endsWith('%') ? number.slice(0, -1) : number),
  'a per cent sign': (number) => (number.endsWith('%') ? number : `${number}%`),
  'a no-break space': (number) => number.replace(/^(-?)\d[\d_]*/, '$112\u00a0500'),
  'a pound sign': (number) => (number.includes('£') ? number : number.replace(/^(-?)/, '$1£')),
  'a euro sign': (number) => number.replace(/^(-?)£?/, '$1€'),
  'below zero': (number) => (number.startsWith('-') ? number : `-${number}`),
  'nothing at all': () => '',
  'yes for a number': () => 'yes',
  'thousands as k': (number) => number.replace(/%?$/, 'k'),
  'an equals sign': (number) => `=${number}`,
  'brackets for a minus': (number) => `(${number})`,
  'pounds in words': (number) => `${number} pounds`,
  'two points': (number) => `${number}.5.5`,
};
/** What people write where a date is meant. */
const DATED: Readonly<Record<string, (date: string) => string>> = {
  'month 13': (date) => date.replace(/-\d\d/, '-13'),
  'day before month': (date) => date.replace(/^(\d{4})-(\d\d).*/, '$2/$1'),
  'a year of two digits': (date) => date.slice(2),
  'a year of another century': (date) => `3${date.slice(1)}`,
};

function numberSlips(text: string, token: Token): Slip[] {
  if (token.is !== 'value' || isFreeText(token)) return [];
  const isDate = /^\d{4}-\d\d(-\d\d)?$/.test(token.text);
  const isYear = /^20\d\d$/.test(token.text);
  const ways = isDate ? DATED : NUMBER.test(token.text) && !isYear ? WRITTEN : {};
  return Object.entries(ways).map(([kind, write]) => ({
    what: 'number' as const,
    kind,
    make: () => {
      const becomes = write(token.text);
      if (becomes === token.text) return undefined;
      return made(text, token, becomes, 'number', kind, [placeOf(text, token.start, Math.max(2, becomes.length))]);
    },
  }));
}

/** The line of an offset: where it starts and ends, and what it is indented by. */
function lineAt(text: string, offset: number): { start: number; end: number; line: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  return { start, end, line: text.slice(start, end) };
}

function formSlips(text: string, token: Token): Slip[] {
  const slips: [string, (random: Random) => Mutant | undefined][] =
    token.is === 'key' ? keyForms(text, token) : valueForms(text, token);
  const changing =
    (make: (random: Random) => Mutant | undefined) =>
    (random: Random): Mutant | undefined => {
      const mutant = make(random);
      return mutant === undefined || saysTheSame(mutant.text, text) ? undefined : mutant;
    };
  return slips.map(([kind, make]) => ({ what: 'form' as const, kind, make: changing(make) }));
}

/** Whether two texts are the same to a reader of YAML. */
function saysTheSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => parseDocument(text, { schema: 'failsafe', uniqueKeys: false }));
  return a?.errors.length === 0 && isDeepStrictEqual(a.toJS(), b?.toJS());
}

type Form = [string, (random: Random) => Mutant | undefined];

function keyForms(text: string, token: Token): Form[] {
  const { start, line } = lineAt(text, token.start);
  const isFirst = text.slice(start, token.start).trim() === '';
  const form = (kind: string, changed: string, becomes: string, ...at: Place[]): Mutant => ({
    what: 'form',
    kind,
    text: changed,
    path: token.path.join('.'),
    was: line.trim().slice(0, 60),
    becomes,
    at,
  });
  const here = placeOf(text, token.start, token.text.length);
  const whole: Place = { line: here.line, from: 1, to: line.length + 2 };
  const next: Place = { line: here.line + 1, from: 1, to: 200 };
  const forms: Form[] = [];
  const colon = text.indexOf(':', token.end);
  forms.push([
    'a colon missing',
    () => form('a colon missing', spliced(text, colon, colon + 1, ''), 'no colon', whole, next),
  ]);
  if (/^: \S/.test(text.slice(colon)))
    forms.push([
      'no blank after a colon',
      () => form('no blank after a colon', spliced(text, colon + 1, colon + 2, ''), 'no blank', whole, next),
    ]);
  if (isFirst) {
    const indent = token.start - start;
    if (indent > 0) {
      forms.push([
        'a tab indents',
        () => form('a tab indents', spliced(text, start, token.start, '\t'), 'a tab', { ...whole, to: 2 }),
      ]);
      forms.push([
        'one blank less',
        () => form('one blank less', spliced(text, start, start + 1, ''), 'indented less', whole, next),
      ]);
    }
    forms.push([
      'one blank more',
      () => form('one blank more', spliced(text, start, start, ' '), 'indented more', whole, next),
    ]);
  }
  forms.push(...movedForms(text, token, form, here, whole));
  return forms;
}

/** A key twice; and a map where a list is meant, or the other way. */
function movedForms(
  text: string,
  token: Token,
  form: (kind: string, changed: string, becomes: string, ...at: Place[]) => Mutant,
  here: Place,
  whole: Place,
): Form[] {
  const { below } = token;
  if (below === undefined) return [];
  const forms: Form[] = [];
  const said = text.slice(token.start, below.end);
  if (!said.includes('\n')) {
    const { start, end } = lineAt(text, token.start);
    if (token.inFlow) {
      const twice = spliced(text, below.end, below.end, `, ${said}`);
      forms.push([
        'a key twice',
        () => form('a key twice', twice, said, placeOf(twice, below.end + 2, token.text.length)),
      ]);
    } else if (text.slice(start, token.start).trim() === '') {
      const twice = spliced(text, end, end, `\n${text.slice(start, token.start)}${said}`);
      forms.push(['a key twice', () => form('a key twice', twice, said, { ...here, line: here.line + 1 })]);
    }
  }
  const value = placeOf(text, below.start, 1);
  const all: Place = { ...value, to: value.from + Math.max(1, below.end - below.start) };
  if (below.is === 'value' && !text.slice(below.start, below.end).includes('\n')) {
    const map = spliced(text, below.start, below.end, `{ a: ${text.slice(below.start, below.end)} }`);
    forms.push(['a map for a value', () => form('a map for a value', map, '{ a: … }', { ...all, to: all.to + 6 })]);
    const list = spliced(text, below.start, below.end, `[[${text.slice(below.start, below.end)}]]`);
    forms.push(['a list for a value', () => form('a list for a value', list, '[[…]]', { ...all, to: all.to + 4 })]);
  }
  if (below.is === 'map' && below.inFlow) {
    forms.push([
      'a list for a map',
      () =>
        form('a list for a map', spliced(text, below.start, below.end, '[a]'), '[a]', { ...value, to: value.from + 2 }),
    ]);
    forms.push([
      'a value for a map',
      () => form('a value for a map', spliced(text, below.start, below.end, 'some'), 'some', value),
    ]);
    const open = spliced(text, below.end - 1, below.end, '');
    forms.push(['a brace not closed', () => form('a brace not closed', open, 'no }', whole)]);
  }
  if (below.is === 'list' && below.inFlow)
    forms.push([
      'a map for a list',
      () =>
        form('a map for a list', spliced(text, below.start, below.end, '{ a: b }'), '{ a: b }', value, {
          ...value,
          from: value.from + 2,
          to: value.from + 3,
        }),
    ]);
  forms.push(...levelForms(text, token, form));
  return forms;
}

/** A key that stands one level too high: beside the key above it. */
function levelForms(
  text: string,
  token: Token,
  form: (kind: string, changed: string, becomes: string, ...at: Place[]) => Mutant,
): Form[] {
  const { start, end, line } = lineAt(text, token.start);
  const isAlone =
    !token.inFlow &&
    text.slice(start, token.start).trim() === '' &&
    token.below !== undefined &&
    token.below.end <= end;
  if (!isAlone || token.path.length < 2) return [];
  const above = text.slice(0, start).split('\n');
  const indent = token.start - start;
  const parent = [...above].reverse().find((each) => /^\s*[\w-]+:/.test(each) && each.search(/\S/) < indent);
  if (parent === undefined) return [];
  const out = `${' '.repeat(parent.search(/\S/))}${line.trim()}`;
  const at = placeOf(text, start, 1).line;
  const rest = spliced(text, start, Math.min(text.length, end + 1), '');
  const parentLine = above.lastIndexOf(parent) + 1;
  const lines = rest.split('\n');
  lines.splice(parentLine - 1, 0, out);
  const from = parent.search(/\S/) + 1;
  const place: Place = { line: parentLine, from, to: from + out.trim().length };
  return at === parentLine
    ? []
    : [['a key one level up', () => form('a key one level up', lines.join('\n'), out.trim(), place)]];
}

function valueForms(text: string, token: Token): Form[] {
  if (!token.quoted || text[token.start] !== '"') return [];
  const place = placeOf(text, token.start, 1);
  const open = spliced(text, token.end - 1, token.end, '');
  const mutant: Mutant = {
    what: 'form',
    kind: 'a quote not closed',
    text: open,
    path: token.path.join('.'),
    was: token.text.slice(0, 60),
    becomes: 'no closing quote',
    at: [place],
  };
  return [['a quote not closed', () => mutant]];
}
