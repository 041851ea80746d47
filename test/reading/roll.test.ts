import { expect, test } from 'vitest';
import { Problems } from '../../src/language/index.js';
import type { School } from '../../src/model/index.js';
import { readCsv } from '../../src/reading/csv.js';
import { Source } from '../../src/reading/index.js';
import { readRoll } from '../../src/reading/roll.js';
import { diskOf } from '../support/disk.js';
import { HEADING, model, rolled } from '../support/refused.js';
import { brief } from './trees.js';

const NONE = { attributes: [], drivers: [], ignore: [] };

function read(
  text: string,
  terms: Partial<typeof NONE> | { attributes?: readonly string[]; ignore?: readonly string[] } = {},
): ReturnType<typeof readRoll> {
  const { header, rows, problems } = readCsv(
    { name: 'schools.csv', text },
    { basis: 'published', source: 'Register' },
    { of: 'roll', isKnown: () => true },
  );
  expect(problems).toEqual([]);
  return readRoll(header, rows, { ...NONE, ...terms }, { first: undefined, yearStarts: undefined });
}

function schoolOf(text: string, terms: Parameters<typeof read>[1] = {}): School {
  const { schools, problems } = read(text, terms);
  expect(problems).toEqual([]);
  return schools[0] as School;
}

const told = (text: string, terms: Parameters<typeof read>[1] = {}): unknown[] =>
  read(text, terms).problems.map(({ code, data }) => [code, data]);
const pupilsOf = ({ pupils }: School): unknown[] =>
  pupils.steps.map(({ since, value }) => [
    since?.year,
    since?.month,
    value.isKnown ? value.exact.toString() : 'unknown',
  ]);

test('a school is what its row says, and what nobody says is left open', () => {
  const full = schoolOf(
    'urn,name,phase,type,pupils,area,trust,sixth_form,nursery,new_joiner,intent,pays_now,budget\n1,Oak,secondary,academy,900.5,Hill,Ark,YES,no,true,likely,"£1,200.50",2_000_000\n',
  );
  expect(full).toMatchObject({
    id: '1',
    name: 'Oak',
    phase: 'secondary',
    type: 'academy',
    intent: 'likely',
    count: undefined,
  });
  expect([full.paysNow?.exact.toString(), full.budget?.exact.toString(), pupilsOf(full)]).toEqual([
    '1200.5',
    '2000000',
    [[undefined, undefined, '900.5']],
  ]);
  expect(Object.fromEntries(full.attributes)).toMatchObject({
    area: 'Hill',
    trust: 'Ark',
    sixth_form: 'yes',
    nursery: 'no',
    new_joiner: 'yes',
    maintained: 'no',
  });
  const bare = schoolOf(`${HEADING}1,Oak,primary,community,200\n`);
  expect(bare).toMatchObject({ intent: undefined, paysNow: undefined, budget: undefined });
  expect(Object.fromEntries(bare.attributes)).toMatchObject({
    area: '',
    trust: '',
    sixth_form: 'no',
    maintained: 'yes',
  });
});

test('columns may stand in any order', () => {
  expect(schoolOf('pupils,type,phase,name,urn\n200,community,primary,Oak,1\n')).toMatchObject({
    id: '1',
    name: 'Oak',
    phase: 'primary',
    type: 'community',
  });
});

test('pupils may be given by year or month, and an empty cell leaves the number before in force', () => {
  const heading = 'urn,name,phase,type,pupils_2019,pupils_2020,pupils_2021-04\n';
  expect(pupilsOf(schoolOf(`${heading}1,Oak,primary,community,200,,190.5\n`))).toEqual([
    [2019, undefined, '200'],
    [2021, 2021 * 12 + 3, '190.5'],
  ]);
  expect(pupilsOf(schoolOf(`${heading}1,Oak,primary,community,unknown,1,1\n`))[0]).toEqual([
    2019,
    undefined,
    'unknown',
  ]);
  expect(told(`${heading}1,Oak,primary,community,,,\n`)).toEqual([
    ['wrong-shape', { expected: 'a number of pupils (or "unknown")', found: 'nothing' }],
  ]);
  expect(told('urn,name,phase,type,pupils_19\n1,Oak,primary,community,1\n')).toMatchObject([
    ['unknown-column', { column: 'pupils_19' }],
  ]);
});

test('columns that are declared can be asked for, those that are ignored are not read, and any other is a problem', () => {
  const text = 'urn,name,phase,type,pupils,band,notes\n1,Oak,primary,community,200,True,late\n';
  const school = schoolOf(text, { attributes: ['band'], ignore: ['notes'] });
  expect([...school.own]).toEqual([['band', 'yes']]);
  expect(school.attributes.get('notes')).toBeUndefined();
  expect(told(text, { attributes: ['band'] })).toMatchObject([['unknown-column', { column: 'notes' }]]);
  expect(told(text, { attributes: ['bands'], ignore: ['notes'] })).toMatchObject([
    ['unknown-column', { column: 'band', known: expect.arrayContaining(['bands']) }],
  ]);
  expect(told(`${HEADING}1,Oak,primary,community,200\n`, { attributes: ['band'] })).toEqual([
    ['missing-column', { column: 'band', known: ['urn', 'name', 'phase', 'type', 'pupils'], unused: [] }],
  ]);
});

test('the columns that are read are each named once where one is not known', () => {
  const { problems } = read('urn,name,phase,type,pupils,zzz\n1,Oak,primary,community,200,1\n');
  const [known = []] = problems.map(({ data }) => (data as { known: readonly string[] }).known);
  expect(known).toContain('trust');
  expect(known).toEqual([...new Set(known)]);
});

test('a column that is misspelt is told once, and one that is missing by itself too', () => {
  expect(told('urn,name,phse,type,pupils\n1,Oak,primary,community,200\n')).toMatchObject([
    ['unknown-column', { column: 'phse' }],
  ]);
  expect(told('urn,name,key_stage,type,pupils\n1,Oak,primary,community,200\n')).toMatchObject([
    ['missing-column', { column: 'phase', unused: ['key_stage'] }],
  ]);
  expect(told('urn,name,phase,type\n1,Oak,primary,community\n')).toMatchObject([
    ['missing-column', { column: 'pupils' }],
  ]);
});

test('every bad cell is told in its place, in every row', () => {
  const text =
    'urn,name,phase,type,pupils,sixth_form,intent,pays_now\n,Oak,primery,comunity,-1,maybe,perhaps,1.234\n2,,primary,community,x,,,\n';
  expect(brief(read(text).problems)).toEqual([
    'wrong-shape 2:1+0',
    'bad-choice 2:6+7',
    'bad-choice 2:14+8',
    'bad-value 2:23+2',
    'bad-choice 2:26+5',
    'bad-choice 2:32+7',
    'bad-value 2:40+5',
    'wrong-shape 3:3+0',
    'bad-value 3:22+1',
  ]);
  expect(read(text).schools).toEqual([]);
});

test('a roll that holds no school is a problem at its heading', () => {
  expect(brief(read(HEADING).problems)).toEqual(['empty-roll 1:1+3']);
});

const toldOf = (files: Parameters<typeof diskOf>[0]): string[] => {
  try {
    Source.open(diskOf(files), '.').load();
    return [];
  } catch (error) {
    if (error instanceof Problems)
      return error.problems.map(({ code, span }) => `${code} ${span?.file.name}:${span?.line}`);
    throw error;
  }
};

test('what is wrong with a roll file as such is told with what is wrong in the model', () => {
  const wrong = `${model({ schools: 'schools: { file: schools.csv }\n' })}nonsense: 1\n`;
  expect(toldOf({ 'model.yaml': wrong })).toEqual(['unknown-key model.yaml:7', 'no-file model.yaml:4']);
  expect(toldOf({ 'model.yaml': wrong, 'schools.csv': 'a\0b' })).toEqual([
    'unknown-key model.yaml:7',
    'not-text schools.csv:0',
  ]);
});

test('a roll is read once for all scenarios, and its schools stand before those of the model', () => {
  const files = rolled(`${HEADING}1,Oak,primary,community,200\n`);
  const text = `${String(files['model.yaml']).replace('schools.csv }', 'schools.csv, named: { elm: { phase: primary, type: community, pupils: 9 } } }')}scenarios: { low: { tiers: { membership: { joins: 5% } } } }\n`;
  let reads = 0;
  const disk = diskOf({ ...files, 'model.yaml': text });
  const read = (path: string): Uint8Array | undefined => {
    if (path.endsWith('.csv')) reads++;
    return disk.read(path);
  };
  const source = Source.open({ ...disk, read }, '.');
  const base = source.load().model.schools;
  const low = source.load({ scenarios: ['low'], sets: [] }).model.schools;
  expect([base.map(({ id }) => id), reads]).toEqual([['1', 'elm'], 1]);
  expect(low[0]).toBe(base[0]);
});
