/** What stands between two things of a list: a semicolon where a comma would not tell one that has a comma of its own. */
export function parting(glue: string, names: readonly string[]): string {
  if (!/^(,? )/.test(glue) || !names.some((name) => name.includes(', '))) return glue;
  return glue.replace(/^,?/, ';');
}

/** Names in a row, `Primary, maintained; Secondary` where one has a comma; `last` stands before the last of them. */
export function inRow(names: readonly string[], last = ', '): string {
  const [most, end] = [names.slice(0, -1).join(parting(', ', names)), names[names.length - 1] ?? ''];
  return names.length < 2 ? end : `${most}${parting(last, names)}${end}`;
}

/** Texts of which no two are the same: the later of two gets a number behind `glue`, with which no other is. */
export function toldApart(texts: readonly string[], glue: string): readonly string[] {
  const taken = new Set(texts);
  if (taken.size === texts.length) return texts;
  const given = new Set<string>();
  return texts.map((text) => {
    let own = text;
    for (let i = 2; given.has(own) || (own !== text && taken.has(own)); i++) own = `${text}${glue}${i}`;
    given.add(own);
    return own;
  });
}
