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
    return jsonSchemaOf(priceList, 'A published price list', 'Tiers to price a school by, without a company behind them; see docs/model-language.md');
  }
  const made = jsonSchemaOf(
    document,
    'A model',
    'A schools-led company: what it offers, what it costs, and its scenarios; see docs/model-language.md',
  );
  const definitions = { ...(made.definitions as Record<string, JsonMap>) };
  definitions.a_tier = withUse(definitions.a_tier as JsonMap);
  definitions.the_model = withScenarios(definitions.the_model as JsonMap);
  return { ...made, definitions };
}

/** A tier has prices of its own, or takes those of a list. */
function withUse(tier: JsonMap): JsonMap {
  const required = (tier.required as readonly string[]).filter((key) => key !== 'price');
  return { ...tier, required, anyOf: [{ required: ['price'] }, { required: ['use'] }] };
}

/** A scenario is a part of a model, with what it is about: of its shape no more can be said. */
function withScenarios(model: JsonMap): JsonMap {
  const text: Json = { type: 'string' };
  const texts: Json = { anyOf: [text, { type: 'array', items: text }] };
  const scenario: Json = { type: 'object', properties: { name: text, because: text, extends: texts, remove: texts } };
  return { ...model, properties: { ...(model.properties as JsonMap), scenarios: { type: 'object', additionalProperties: scenario } } };
}
