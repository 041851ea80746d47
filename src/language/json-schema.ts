import type * as z from 'zod';

/** JSON, as far as a schema needs it. */
export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type JsonMap = { readonly [key: string]: Json };

/** Any schema, of ours or within one. */
type AnySchema = z.core.$ZodType;
/** What a schema of ours says of itself: zod sees through none of its transforms. */
type Shown = (walk: (schema: AnySchema) => JsonMap) => JsonMap;

const shown = new WeakMap<AnySchema, Shown>();
const wordsOf = new WeakMap<AnySchema, ReadonlyMap<string, string>>();

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

/**
 * The JSON Schema (draft-07, which editors' YAML servers read) of a schema of the language. Blocks stand under
 * `definitions` by their names. It holds what a file may be shaped like; that its parts fit each other is `buyin
 * check`'s to say.
 */
export function jsonSchemaOf(root: z.ZodType, title: string, description: string): JsonMap {
  const definitions: Record<string, Json> = {};
  const walk = (schema: AnySchema): JsonMap => {
    const how = shown.get(schema);
    if (how !== undefined) return how(walk);
    const def = defOf(schema);
    switch (def.type) {
      case 'pipe':
        return walk(defOf(def.in).type === 'transform' ? def.out : def.in);
      case 'optional':
        return walk(def.innerType);
      case 'object':
        return block(schema, def.shape);
      case 'record':
        return { type: 'object', additionalProperties: walk(def.valueType) };
      case 'array':
        return { type: 'array', items: walk(def.element) };
      default:
        return {};
    }
  };
  const block = (schema: AnySchema, shape: Readonly<Record<string, AnySchema>>): JsonMap => {
    const name = String((schema as z.ZodType).meta()?.title ?? 'a block');
    const id = name.replace(/[^A-Za-z0-9]+/g, '_');
    if (definitions[id] === undefined) {
      definitions[id] = {};
      const required = Object.keys(shape).filter((key) => defOf(shape[key] as AnySchema).type !== 'optional');
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

/** What zod says of a schema to whoever walks it (zod.dev, For library authors): one of its kinds, by its `type`. */
function defOf(schema: AnySchema): z.core.$ZodTypes['_zod']['def'] {
  return (schema as z.core.$ZodTypes)._zod.def;
}
