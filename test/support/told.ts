/** What stderr tells, problem by problem: `code file:line:column`, or `code` alone. */
export function toldIn(err: string): string[] {
  return err.split('\n\n').flatMap((block) => {
    const code = /\[([a-z-]+)\]$/m.exec(block)?.[1];
    const place = /^(\S+:\d+:\d+|\S+\.(?:yaml|csv)): /.exec(block)?.[1];
    return code === undefined ? [] : place === undefined ? code : `${code} ${place}`;
  });
}
