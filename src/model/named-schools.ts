/** What a school is named by. */
interface Called {
  readonly id: string;
  readonly name: string;
}

/** A name as it is compared: without capitals, and with one blank between words. */
export function plainName(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * The schools that a text names: the one of that number; else those that bear the name, whatever its capitals and
 * blanks; else the one that a table calls so, its number behind a name that others bear too. Of several a user must say
 * which.
 */
export function schoolsNamed<S extends Called>(text: string, schools: readonly S[]): readonly S[] {
  const said = text.trim();
  const byId = schools.filter(({ id }) => id === said);
  if (byId.length > 0) return byId;
  const plain = plainName(said);
  const byName = schools.filter((school) => plainName(bareName(school)) === plain);
  return byName.length > 0
    ? byName
    : schools.filter((school) => plainName(`${bareName(school)} (${school.id})`) === plain);
}

/** A name without the number that tells it from the same name of another. */
export function bareName({ id, name }: Called): string {
  return name.endsWith(` (${id})`) ? name.slice(0, -` (${id})`.length) : name;
}

/** What a school may have been meant to be called: numbers and names. */
export function namesOfSchools(schools: readonly Called[]): readonly string[] {
  return [...new Set([...schools.map(({ id }) => id), ...schools.map(bareName)])];
}

/**
 * Schools of which no two have one name: where several are called the same, but for capitals and blanks, each has its
 * id behind it. A name is what people look for in a table, and what an accounting program takes for the key of a
 * customer.
 */
export function namedApart<S extends Called>(schools: readonly S[]): S[] {
  // Twice, because a name with an id behind it may be that of yet another school.
  return withIds(withIds(schools));
}

function withIds<S extends Called>(schools: readonly S[]): S[] {
  const plain = schools.map(plainNameOf);
  const counts = new Map<string, number>();
  for (const name of plain) counts.set(name, (counts.get(name) ?? 0) + 1);
  return schools.map((school, i) =>
    counts.get(plain[i] as string) === 1 ? school : { ...school, name: `${school.name.trim()} (${school.id})` },
  );
}

/** By school: every load of a model asks for the names of its roll again. */
const plainNames = new WeakMap<Called, string>();

function plainNameOf(school: Called): string {
  const found = plainNames.get(school) ?? plainName(school.name);
  plainNames.set(school, found);
  return found;
}
