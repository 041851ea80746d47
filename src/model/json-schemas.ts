import { type Json, jsonSchemaOf } from '../language/index.js';
import { document } from './document.js';
import { priceList } from './price-list.js';

type JsonMap = { readonly [key: string]: Json };

/** The kinds of file that the language knows, by the name that `buyin schema` takes. */
export const FILE_KINDS = ['model', 'price-list'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** The JSON Schema of a kind of file, for editors that complete and check as one types. */
export function jsonSchemaFor(kind: FileKind): JsonMap {
  if (kind === 'price-list') {
    return jsonSchemaOf(priceList, 'A published price list', 'Tiers to price a school by, without a company behind them; see docs/language');
  }
  const made = jsonSchemaOf(document, 'A model', 'A schools-led company: what it offers, what it costs, and its scenarios; see docs/language');
  const definitions = { ...(made.definitions as Record<string, JsonMap>) };
  definitions.a_tier = withUse(definitions.a_tier as JsonMap);
  definitions.the_model = withScenarios(definitions.the_model as JsonMap);
  Object.assign(definitions, ofScenarios(definitions.a_school as JsonMap));
  return { ...made, definitions };
}

/** A tier has prices of its own, or takes those of a list. */
function withUse(tier: JsonMap): JsonMap {
  const required = (tier.required as readonly string[]).filter((key) => key !== 'price');
  return { ...tier, required, anyOf: [{ required: ['price'] }, { required: ['use'] }] };
}

/** Collections of which a scenario may say the same of each item. */
const COLLECTIONS = ['assumptions', 'tiers', 'services', 'contracts', 'staff', 'overheads', 'loans', 'capital'] as const;
const WORD: Json = { type: ['string', 'number', 'boolean'] };
const TEXT: Json = { type: 'string' };
const TEXTS: Json = { anyOf: [TEXT, { type: 'array', items: TEXT }] };

/** A scenario is a part of a model, with what it is about, and with changes of each item and of schools: of the rest of its shape no more can be said. */
function withScenarios(model: JsonMap): JsonMap {
  const each: Json = { type: 'object', description: 'the same of every item that has the place' };
  const parts = COLLECTIONS.map((name): [string, Json] => [name, { type: 'object', properties: { each } }]);
  const about = { name: TEXT, because: TEXT, extends: TEXTS, over: TEXTS, remove: TEXTS };
  const properties = { ...about, ...Object.fromEntries(parts), schools: { $ref: '#/definitions/schools_in_a_scenario' } };
  const scenario: Json = { type: 'object', properties };
  return { ...model, properties: { ...(model.properties as JsonMap), scenarios: { type: 'object', additionalProperties: scenario } } };
}

/** What a scenario says of numbers relative to what they are, and of schools by number, name or condition. */
function ofScenarios(school: JsonMap): { readonly [name: string]: JsonMap } {
  const number: Json = { description: 'a number, arithmetic such as =rate * 1.03, or numbers by date', anyOf: [WORD, { type: 'object' }] };
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
  const named: Json = { description: 'the number or the name of a school, or a list of them', anyOf: [WORD, { type: 'array', items: WORD }] };
  const when: Json = { description: 'conditions on attributes and numbers of schools: { trust: Oak, pupils: { up_to: 100 } }', type: 'object' };
  const remove: Json = { description: 'yes, or keys of which nothing is said any more', anyOf: [WORD, { type: 'array', items: TEXT }] };
  const change: JsonMap = {
    title: 'a change of schools',
    type: 'object',
    properties: { school: named, when, remove, ...Object.fromEntries(keys) },
    oneOf: [{ required: ['school'] }, { required: ['when'] }],
  };
  const ref: Json = { $ref: '#/definitions/a_change_of_schools' };
  const added: Json = { type: 'object', properties: { school: WORD, ...(school.properties as JsonMap) }, required: ['school'] };
  const schools: JsonMap = {
    title: 'schools in a scenario',
    type: 'object',
    properties: { change: { anyOf: [ref, { type: 'array', items: ref }] }, add: { anyOf: [{ type: 'object' }, { type: 'array', items: added }] } },
  };
  return { a_relative_change: relative, a_change_of_schools: change, schools_in_a_scenario: schools };
}
