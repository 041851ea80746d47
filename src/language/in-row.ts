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
