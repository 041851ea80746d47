import { expect, test } from 'vitest';
import { readText } from '../../src/reading/text.js';
import { brief, thrown } from './trees.js';

const bytes = (...of: number[]): Uint8Array => new Uint8Array(of);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test('UTF-8 is read with or without a byte order mark, which is no part of the text', () => {
  expect(readText('a.yaml', utf8('fee: £19'), 'yaml')).toEqual({ name: 'a.yaml', text: 'fee: £19' });
  expect(readText('a.csv', utf8('\ufeffurn,name'), 'csv').text).toBe('urn,name');
});

test('a roll that is not UTF-8 is read as windows-1252, with the characters that Latin 1 lacks', () => {
  expect(readText('a.csv', bytes(0x53, 0x74, 0x20, 0x4a, 0x6f, 0x68, 0x6e, 0x92, 0x73, 0xa3, 0x80), 'csv').text).toBe(
    'St John’s£€',
  );
});

test('a model that is not UTF-8 is no text, at the first character that is not', () => {
  const problems = thrown(() => readText('a.yaml', bytes(0x61, 0x0a, 0x62, 0xa3), 'yaml'));
  expect(brief(problems)).toEqual(['not-text 2:2+1']);
});

test.each([
  ['little end first', bytes(0xff, 0xfe, 0x61, 0, 0x19, 0x20)],
  ['big end first', bytes(0xfe, 0xff, 0, 0x61, 0x20, 0x19)],
])('UTF-16, %s, is a roll as a spreadsheet saves it, and no model', (_, data) => {
  expect(thrown(() => readText('a', data, 'yaml'))[0]?.code).toBe('not-text');
  expect(readText('a', data, 'csv').text).toBe('a’');
});

test('UTF-16 without a mark is no text, for a model or a roll', () => {
  for (const kind of ['yaml', 'csv'] as const)
    expect(thrown(() => readText('a', bytes(0x61, 0, 0x62, 0), kind))[0]?.code).toBe('not-text');
});

test('a model of more than 2 MB is refused before it is looked at; a roll may be large', () => {
  const large = new Uint8Array(2_000_001).fill(0x61);
  const [problem] = thrown(() => readText('a.yaml', large, 'yaml'));
  expect(problem).toMatchObject({
    code: 'file-too-large',
    data: { megabytes: '2.1', limit: '2' },
    span: { file: { name: 'a.yaml' } },
  });
  expect(readText('a.yaml', large.subarray(1), 'yaml').text).toHaveLength(2_000_000);
  expect(readText('a.csv', large, 'csv').text).toHaveLength(2_000_001);
});
