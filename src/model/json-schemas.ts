import { type Json, jsonSchemaOf, whereSaid } from '../language/index.js';
import { document } from './document.js';
import { priceList } from './price-list.js';
import { PartsOfScenarios } from './scenario-schema.js';

type JsonMap = { readonly [key: string]: Json };

/** The kinds of file that the language knows, by the name that `buyin schema` takes. */
export const FILE_KINDS = ['model', 'price-list'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** The JSON Schema of a kind of file, for editors that complete and check as one types. */
export function jsonSchemaFor(kind: FileKind): JsonMap {
  if (kind === 'price-list') {
    return jsonSchemaOf(
      priceList,
      'A published price list',
      'Tiers to price a school by, without a company behind them; see docs/language',
    );
  }
  const made = jsonSchemaOf(
    document,
    'A model',
    'A schools-led company: what it offers, what it costs, and its scenarios; see docs/language',
  );
  const definitions = { ...(made.definitions as Record<string, JsonMap>) };
  for (const name of ['a_tier', 'a_traded_service']) definitions[name] = withUse(definitions[name] as JsonMap);
  for (const [name, kind] of [
    ['a_traded_service', 'traded'],
    ['a_brokered_service', 'brokered'],
  ] as const)
    definitions[name] = ofKind(definitions[name] as JsonMap, kind);
  const parts = new PartsOfScenarios({ ...definitions });
  const scenario = scenarioOf(parts);
  const schools = ofScenarios(definitions.a_school as JsonMap, parts.block('the_schools'));
  definitions.the_model = withScenarios(definitions.the_model as JsonMap);
  Object.assign(definitions, parts.all, schools, { a_scenario: scenario });
  return { ...made, definitions: withPieces(definitions) };
}

/** A shared piece by its name, wherever a map or a list may stand within a block. */
const PIECE: Json = { title: 'a shared piece', type: 'string', pattern: '^=\\s*[A-Za-z][A-Za-z0-9_-]*$' };
/** Blocks whose own keys hold parts of a model, which are no pieces of anything. */
const WHOLE: readonly string[] = ['the_model', 'a_scenario'];

/** Blocks in which a shared piece may stand for what a key holds. */
function withPieces(definitions: Readonly<Record<string, JsonMap>>): JsonMap {
  const blocks = Object.entries(definitions).map(([name, block]): [string, Json] => {
    const { properties } = block;
    if (WHOLE.includes(name) || typeof properties !== 'object') return [name, block];
    const keys = Object.entries(properties as Readonly<Record<string, JsonMap>>).map(([key, said]): [string, Json] => [
      key,
      orPiece(said),
    ]);
    return [name, { ...block, properties: Object.fromEntries(keys) }];
  });
  return { ...Object.fromEntries(blocks), a_shared_piece: PIECE };
}

/** What is a map or a list, or a shared piece; what may be a single value may be one already. */
function orPiece(said: JsonMap): JsonMap {
  const ref: Json = { $ref: '#/definitions/a_shared_piece' };
  const isComposed =
    said.type === 'object' || said.type === 'array' || said.$ref !== undefined || said.allOf !== undefined;
  if (!isComposed) return said;
  const { description, ...rest } = said;
  return { anyOf: [rest, ref], ...whereSaid({ description }) };
}

/** What has prices of its own, or takes those of a list. */
function withUse(item: JsonMap): JsonMap {
  const required = (item.required as readonly string[]).filter((key) => key !== 'price');
  return { ...item, required, anyOf: [{ required: ['price'] }, { required: ['use'] }] };
}

/** One of several blocks that a key tells apart, so that an editor speaks of the one that is meant. */
function ofKind(block: JsonMap, kind: string): JsonMap {
  const properties = block.properties as { readonly [key: string]: JsonMap };
  return { ...block, properties: { ...properties, kind: { ...(properties.kind as JsonMap), enum: [kind] } } };
}

const WORD: Json = { type: ['string', 'number', 'boolean'] };
const DATED: Json = {
  type: 'object',
  patternProperties: { '^\\d{4}(-(0[1-9]|1[0-2]))?$': WORD },
  minProperties: 1,
  additionalProperties: false,
};
const TEXT: Json = { type: 'string' };
const TEXTS: Json = { anyOf: [TEXT, { type: 'array', items: TEXT }] };

function withScenarios(model: JsonMap): JsonMap {
  const scenarios: Json = { type: 'object', additionalProperties: { $ref: '#/definitions/a_scenario' } };
  return { ...model, properties: { ...(model.properties as JsonMap), scenarios } };
}

/** A scenario is a part of a model, with what it is about, and with changes of numbers, of each item and of schools. */
function scenarioOf(parts: PartsOfScenarios): JsonMap {
  const model = parts.block('the_model');
  const { buyin: _buyin, scenarios: _scenarios, ...properties } = model.properties as JsonMap;
  const about = { name: TEXT, because: TEXT, extends: TEXTS, over: TEXTS, remove: TEXTS };
  return {
    ...model,
    title: 'a scenario',
    properties: { ...properties, ...about, schools: { $ref: '#/definitions/the_schools_in_a_scenario' } },
  };
}

/** What a scenario says of numbers relative to what they are, and of schools by number, name or condition. */
function ofScenarios(school: JsonMap, ofSchools: JsonMap): { readonly [name: string]: JsonMap } {
  const number: Json = {
    description: 'a number, arithmetic such as =rate * 1.03, or numbers by date',
    anyOf: [WORD, DATED],
  };
  const relative: JsonMap = {
    title: 'a relative change',
    description: 'what stands there times something, and something more, within bounds',
    type: 'object',
    properties: { times: number, plus: number, at_most: number, at_least: number },
    minProperties: 1,
    additionalProperties: false,
  };
  const keys = Object.entries(school.properties as JsonMap).map(([key, said]): [string, Json] => [
    key,
    { anyOf: [said as Json, { $ref: '#/definitions/a_relative_change' }, { type: 'object' }] },
  ]);
  const named: Json = {
    description: 'the number or the name of a school, or a list of them',
    anyOf: [WORD, { type: 'array', items: WORD }],
  };
  const when: Json = {
    description: 'conditions on attributes and numbers of schools: { trust: Oak, pupils: { up_to: 100 } }',
    type: 'object',
  };
  const remove: Json = {
    description: 'yes, or keys of which nothing is said any more',
    anyOf: [WORD, { type: 'array', items: TEXT }],
  };
  const change: JsonMap = {
    title: 'a change of schools',
    type: 'object',
    properties: { school: named, when, remove, ...Object.fromEntries(keys) },
    oneOf: [{ required: ['school'] }, { required: ['when'] }],
  };
  const ref: Json = { $ref: '#/definitions/a_change_of_schools' };
  const addedSchool: Json = {
    type: 'object',
    properties: { school: WORD, ...(school.properties as JsonMap) },
    required: ['school'],
  };
  const added: Json = { anyOf: [{ type: 'object' }, { type: 'array', items: addedSchool }] };
  const schools: JsonMap = {
    ...ofSchools,
    properties: {
      ...(ofSchools.properties as JsonMap),
      change: { anyOf: [ref, { type: 'array', items: ref }] },
      add: added,
    },
  };
  return { a_relative_change: relative, a_change_of_schools: change, the_schools_in_a_scenario: schools };
}
