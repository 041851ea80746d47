/** Whether a text is one of a table's own keys: never one that every object has, such as `constructor`. */
export function isKeyOf<T extends object>(table: T, text: string): text is string & keyof T {
  return Object.hasOwn(table, text);
}

/** What a table says under a name that a user gave; undefined where it has no such key of its own. */
export function entryOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
