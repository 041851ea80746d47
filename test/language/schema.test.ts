import { expect, test } from 'vitest';
import { block, list, optional, refuse, Scalar, type Schema, text } from '../../src/language/index.js';

const said = (of: string): Scalar =>
  new Scalar(of, { file: { name: 'x', text: of }, line: 1, column: 1, length: of.length });
const made: string[] = [];
const thing: Schema<string> = block('a thing', { a: text, b: optional(text) }, { a: 'one', b: 'other' }).transform(
  (found, context) => {
    made.push(found.a);
    return found.a === 'no' ? refuse(context, 'bad-value', { text: 'no', expected: 'yes', why: 'it is no' }) : found.a;
  },
);
const told = (schema: Schema<unknown>, data: unknown): unknown =>
  schema.tried(data).issues?.map(({ kind, path }) => [kind, path.join('.')]);

test('what is refused is made into nothing, and a key that is unknown stops nothing', () => {
  made.length = 0;
  expect(thing.tried({ a: said('yes') })).toEqual({ value: 'yes' });
  expect(told(thing, { a: [] })).toEqual([['refused', 'a']]);
  expect(told(thing, { b: said('1') })).toEqual([['absent', 'a']]);
  expect(told(thing, said('yes'))).toEqual([['wrong-shape', '']]);
  expect(made).toEqual(['yes']);
  expect(told(thing, { a: said('no'), c: said('1') })).toEqual([
    ['unknown-keys', ''],
    ['refused', ''],
  ]);
  expect(made).toEqual(['yes', 'no']);
});

test('what is against a part is told under its place, and the parts beside it are read', () => {
  made.length = 0;
  expect(told(list(thing), [{ a: said('x') }, { a: said('no') }, { a: said('y'), d: said('1') }])).toEqual([
    ['refused', '1'],
    ['unknown-keys', '2'],
  ]);
  expect(made).toEqual(['x', 'no', 'y']);
});

test('what is refused at a key of a block knows the block, so that its words can be shown', () => {
  expect(thing.tried({}).issues?.[0]?.block).toBe('a thing');
  expect(
    list(thing)
      .tried([{ b: said('1') }, said('x')])
      .issues?.map(({ block: name }) => name),
  ).toEqual(['a thing', undefined]);
});
