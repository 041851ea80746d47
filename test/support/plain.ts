/** A model as plain data; every scalar is the text that stands in the file. */
export type Plain = string | readonly Plain[] | PlainMap;
export interface PlainMap {
  readonly [key: string]: Plain | undefined;
}

/** Plain data as YAML in block style. */
export function yamlOf(data: PlainMap, indent = ''): string {
  return Object.entries(data)
    .map(([key, value]) => {
      if (value === undefined) return '';
      if (typeof value === 'string') return `${indent}${key}: ${value}\n`;
      if (isList(value)) return `${indent}${key}:\n${value.map((item) => itemOf(item, `${indent}  `)).join('')}`;
      return Object.values(value).every((each) => each === undefined)
        ? `${indent}${key}: {}\n`
        : `${indent}${key}:\n${yamlOf(value, `${indent}  `)}`;
    })
    .join('');
}

export const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);

function itemOf(item: Plain, indent: string): string {
  if (typeof item === 'string' || isList(item)) return `${indent}- ${String(item)}\n`;
  return `${indent}- ${yamlOf(item, `${indent}  `).trimStart()}`;
}

/** The data with another value at a path, such as `['payment_terms', 'schools']`; undefined takes the key away. */
export function put(data: PlainMap, [key, ...rest]: readonly string[], value: Plain | undefined): PlainMap {
  if (key === undefined) return data;
  return { ...data, [key]: rest.length === 0 ? value : put((data[key] ?? {}) as PlainMap, rest, value) };
}

/** A plain decimal with so many places: 1234 with two is `12.34`. */
export function decimal(units: number, places: number): string {
  const digits = String(Math.abs(units)).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return units < 0 ? `-${text}` : text;
}

/** Whether a place holds keys, and is no text and no list. */
export function isMap(value: Plain | undefined): value is PlainMap {
  return value !== undefined && typeof value !== 'string' && !isList(value);
}

/** What stands at a path; undefined where nothing does. */
export function at(data: Plain | undefined, path: readonly string[]): Plain | undefined {
  return path.reduce<Plain | undefined>((node, key) => (isMap(node) ? node[key] : undefined), data);
}

/** A map at a path, empty where there is none. */
export function mapAt(data: Plain | undefined, ...path: readonly string[]): PlainMap {
  const found = at(data, path);
  return isMap(found) ? found : {};
}

/** The data as a scenario makes it: what it removes is away, what it adds is there, and what it says stands. */
export function inScenario(data: PlainMap, name: string): PlainMap {
  const { remove, because: _, ...said } = mapAt(data, 'scenarios', name);
  const gone = remove !== undefined && isList(remove) ? remove.map(String) : [];
  return laidOver(
    gone.reduce((so, path) => put(so, path.split('.'), undefined), data),
    said,
  );
}

function laidOver(data: PlainMap, said: PlainMap): PlainMap {
  return Object.entries(said).reduce((so, [key, value]) => {
    if (!isMap(value)) return put(so, [key], value);
    return key === 'add' ? laidOver(so, value) : put(so, [key], laidOver(mapAt(so, key), value));
  }, data);
}

/** The same data with every text changed; list positions are keys of a path as well. */
export function changed(
  data: Plain,
  change: (text: string, path: readonly string[]) => string,
  path: readonly string[] = [],
): Plain {
  if (typeof data === 'string') return change(data, path);
  if (isList(data)) return data.map((item, i) => changed(item, change, [...path, String(i)]));
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, value && changed(value, change, [...path, key])]),
  );
}
