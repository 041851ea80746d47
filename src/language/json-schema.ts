import type * as z from 'zod';

/** JSON, as far as a schema needs it. */
export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type JsonMap = { readonly [key: string]: Json };

/** What a schema of ours says of itself: zod sees through none of its transforms. */
type Shown = (walk: (schema: z.ZodType) => JsonMap) => JsonMap;

const shown = new WeakMap<z.ZodType, Shown>();
const wordsOf = new WeakMap<z.ZodType, ReadonlyMap<string, string>>();

/** Says how a schema is shown to an editor, and returns it. */
export function showing<S extends z.ZodType>(schema: S, how: Shown): S {
  shown.set(schema, how);
  return schema;
}

/** Says in words what each key of a map means, and returns its schema. */
export function worded<S extends z.ZodType>(map: S, words: ReadonlyMap<string, string>): S {
  wordsOf.set(map, words);
  return map;
}

/** What zod keeps of a schema, as far as it is walked here. */
interface Def {
  readonly type: string;
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
}

/**
 * The JSON Schema (draft-07, which editors' YAML servers read) of a schema of the language. Blocks stand under
 * `definitions` by their names. It holds what a file may be shaped like; that its parts fit each other is `buyin
 * check`'s to say.
 */
export function jsonSchemaOf(root: z.ZodType, title: string, description: string): JsonMap {
  const definitions: Record<string, Json> = {};
  const walk = (schema: z.ZodType): JsonMap => {
    const how = shown.get(schema);
    if (how !== undefined) return how(walk);
    const def = (schema as unknown as { readonly _zod: { readonly def: Def } })._zod.def;
    switch (def.type) {
      case 'pipe':
        return walk(isTransform(def.in) ? (def.out as z.ZodType) : (def.in as z.ZodType));
      case 'optional':
        return walk(def.innerType as z.ZodType);
      case 'object':
        return block(schema, def.shape ?? {});
      case 'record':
        return { type: 'object', additionalProperties: walk(def.valueType as z.ZodType) };
      case 'array':
        return { type: 'array', items: walk(def.element as z.ZodType) };
      default:
        return {};
    }
  };
  const block = (schema: z.ZodType, shape: Readonly<Record<string, z.ZodType>>): JsonMap => {
    const name = String(schema.meta()?.title ?? 'a block');
    const id = name.replace(/[^A-Za-z0-9]+/g, '_');
    if (definitions[id] === undefined) {
      definitions[id] = {};
      const required = Object.keys(shape).filter((key) => !isOptional(shape[key] as z.ZodType));
      definitions[id] = {
        title: name,
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(shape).map(([key, each]) => [key, saying(walk(each), wordsOf.get(schema)?.get(key))]),
        ),
        ...(required.length > 0 && { required }),
        additionalProperties: false,
      };
    }
    return { $ref: `#/definitions/${id}` };
  };
  const top = walk(root);
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, description, allOf: [top], definitions };
}

/**
 * A schema of what stands under a key, with what the key means and, in brackets, an example of its value where one is
 * known. Of several forms each says it: an editor shows what the form says that fits, and nothing else.
 */
function saying(of: JsonMap, words: string | undefined): JsonMap {
  if (words === undefined) return of;
  const said = String(of.description ?? '');
  const written = said.includes('such as') && said !== words ? ` (${said})` : '';
  const forms = Array.isArray(of.anyOf) ? { anyOf: formsOf(of).map((each) => inForm(each, words)) } : {};
  return { ...(of.$ref === undefined ? of : { allOf: [of] }), ...forms, description: `${words}${written}` };
}

/** The forms that something may take, each once where one of them is several itself. */
function formsOf(of: JsonMap): readonly JsonMap[] {
  return Array.isArray(of.anyOf) ? of.anyOf.flatMap((each) => formsOf(each as JsonMap)) : [of];
}

/** A block says itself what it is; of values by date the words are those of the key. */
function inForm(form: JsonMap, words: string): JsonMap {
  return form.$ref === undefined && form.properties === undefined ? saying(form, words) : form;
}

function isTransform(schema: z.ZodType | undefined): boolean {
  return (schema as unknown as { readonly _zod: { readonly def: Def } } | undefined)?._zod.def.type === 'transform';
}

function isOptional(schema: z.ZodType): boolean {
  return (schema as unknown as { readonly _zod: { readonly def: Def } })._zod.def.type === 'optional';
}
