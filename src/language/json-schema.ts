import type { Json, JsonMap, Schema, Shows } from './schema.js';

/**
 * The JSON Schema (draft-07, which editors' YAML servers read) of a schema of the language. Blocks stand under
 * `definitions` by their names. It holds what a file may be shaped like; that its parts fit each other is `buyin
 * check`'s to say.
 */
export function jsonSchemaOf(root: Schema<unknown>, title: string, description: string): JsonMap {
  const definitions: Record<string, Json> = {};
  const block: Shows['block'] = (name, shape, words) => {
    const id = name.replace(/[^A-Za-z0-9]+/g, '_');
    if (definitions[id] === undefined) {
      definitions[id] = {};
      const required = Object.keys(shape).filter((key) => shape[key]?.absence !== 'is left out');
      definitions[id] = {
        title: name,
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(shape).map(([key, each]) => [key, saying(shows(each), words.get(key))]),
        ),
        ...(required.length > 0 && { required }),
        additionalProperties: false,
      };
    }
    return { $ref: `#/definitions/${id}` };
  };
  const shows: Shows = Object.assign((schema: Schema<unknown>) => schema.shown(shows), { block });
  const top = shows(root);
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
