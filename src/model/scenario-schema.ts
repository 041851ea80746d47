import type { Json } from '../language/index.js';
import { whereSaid } from '../language/index.js';

type JsonMap = { readonly [key: string]: Json };

/** How the schema of a part of a scenario is called, by that of the same part of a model. */
const nameOf = (definition: string): string => `${definition}_in_a_scenario`;
const PREFIX = '#/definitions/';
const RELATIVE: JsonMap = { $ref: `${PREFIX}a_relative_change` };
/** What stands behind numbers, and is none of them. */
const BEHIND: readonly string[] = ['basis', 'source'];

const isMap = (json: Json | undefined): json is JsonMap =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
const mapAt = (json: JsonMap, key: string): JsonMap => (isMap(json[key]) ? json[key] : {});
const listAt = (json: JsonMap, key: string): readonly JsonMap[] =>
  Array.isArray(json[key]) ? (json[key] as readonly JsonMap[]) : [];

/**
 * The parts of a model as a scenario may say them: any keys of a block and none that it lacks, relative changes where
 * numbers stand, new keys under `add`, and
 * `each` for the items of a collection. A scenario says no more than that of its shape: what it changes must be there,
 * which `buyin check` tells.
 */
export class PartsOfScenarios {
  private readonly made = new Map<string, JsonMap>();

  constructor(private readonly definitions: Readonly<Record<string, JsonMap>>) {}

  /** The definitions that parts refer to. */
  get all(): Readonly<Record<string, JsonMap>> {
    return Object.fromEntries(this.made);
  }

  /** A block with the keys that it may have, none of which it needs. */
  block(definition: string): JsonMap {
    const of = this.definitions[definition] ?? {};
    const properties = Object.entries(mapAt(of, 'properties')).map(([key, each]): [string, Json] => [
      key,
      this.under(definition, key, each),
    ]);
    const added: Json = { type: 'object', description: 'new keys' };
    return {
      title: `${String(of.title)} in a scenario`,
      type: 'object',
      properties: { ...Object.fromEntries(properties), add: added },
      additionalProperties: false,
    };
  }

  /** What stands under a key of a block: by its place where that holds no other block. */
  private under(definition: string, key: string, said: Json): Json {
    if (!isMap(said) || JSON.stringify(said).includes('"$ref"') || isMap(said.additionalProperties))
      return isMap(said) ? this.part(said) : said;
    const ref: JsonMap = { $ref: `${PREFIX}${definition}/properties/${key}` };
    return this.isNumber(said) ? { anyOf: [ref, RELATIVE] } : ref;
  }

  /** What stands under a key. */
  private part(json: JsonMap): JsonMap {
    if (typeof json.$ref === 'string') return this.referred(json.$ref.slice(PREFIX.length));
    if (json.allOf !== undefined) return { ...json, allOf: listAt(json, 'allOf').map((each) => this.part(each)) };
    if (json.anyOf !== undefined) {
      const parts = listAt(json, 'anyOf').map((each) => this.part(each));
      return {
        ...json,
        anyOf: parts.flatMap((each) =>
          each.anyOf !== undefined && Object.keys(each).length === 1 ? listAt(each, 'anyOf') : [each],
        ),
      };
    }
    if (json.type === 'array')
      return { ...withoutShape(json), anyOf: [json, ...(isMap(json.items) ? [this.part(json.items)] : []), RELATIVE] };
    if (json.type === 'object') return this.collection(json);
    return isScalar(json) ? { ...withoutShape(json), anyOf: [shapeOf(json), RELATIVE] } : json;
  }

  private referred(definition: string): JsonMap {
    const name = nameOf(definition);
    if (!this.made.has(name)) {
      this.made.set(name, {});
      this.made.set(name, this.block(definition));
    }
    const ref: JsonMap = { $ref: `${PREFIX}${name}` };
    return this.isOfNumbers(this.definitions[definition]) ? { anyOf: [ref, RELATIVE] } : ref;
  }

  /** Items by their names, or values by date. */
  private collection(json: JsonMap): JsonMap {
    const item = json.additionalProperties;
    if (!isMap(item)) return json.patternProperties === undefined ? json : { anyOf: [json, RELATIVE] };
    const part = this.part(item);
    const items: JsonMap = {
      ...json,
      properties: { add: { type: 'object', additionalProperties: item }, each: part },
      additionalProperties: part,
    };
    return this.isNumber(item) ? { anyOf: [items, RELATIVE] } : items;
  }

  /** Whether every key of a block is a number, so that a relative change may stand over all of them. */
  private isOfNumbers(block: JsonMap | undefined): boolean {
    const keys = Object.entries(mapAt(block ?? {}, 'properties')).filter(([key]) => !BEHIND.includes(key));
    return keys.length > 0 && keys.every(([, each]) => isMap(each) && this.isNumber(each));
  }

  private isNumber(json: JsonMap): boolean {
    if (typeof json.$ref === 'string') return this.isOfNumbers(this.definitions[json.$ref.slice(PREFIX.length)]);
    const any = [...listAt(json, 'anyOf'), ...listAt(json, 'allOf')];
    if (any.length > 0) return any.every((each) => this.isNumber(each));
    if (json.type === 'object') return json.patternProperties !== undefined;
    return isScalar(json);
  }
}

/** Whether a number may stand there, by itself. */
function isScalar({ type, enum: words }: JsonMap): boolean {
  if (words !== undefined) return false;
  return Array.isArray(type) ? type.includes('number') : type === 'integer' || type === 'number';
}

/** What a schema says of itself in words. */
function withoutShape({ title, description }: JsonMap): JsonMap {
  return whereSaid({ title, description });
}

function shapeOf({ title: _title, description: _description, ...shape }: JsonMap): JsonMap {
  return shape as JsonMap;
}
