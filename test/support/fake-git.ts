import type { Git } from '../../src/reading/index.js';

/**
 * Git as a fixture says it is: `missing`, `none` (there is no repository), or `refs v1.2 main`, a repository in which
 * each of these names holds the files as they are. Undefined where no fixture says anything.
 */
export function fakeGit(said: string | undefined, files: Readonly<Record<string, string>>): Git | undefined {
  if (said === undefined) return undefined;
  const [what = '', ...refs] = said.trim().split(/\s+/);
  const answer = (text: string, ok = true): ReturnType<Git> => ({ ok, out: new TextEncoder().encode(text) });
  return (_folder, [command = '', ...args]) => {
    if (what === 'missing') return undefined;
    if (what === 'none') return answer('', false);
    const last = args.at(-1) ?? '';
    if (command === 'rev-parse' && last === '--show-prefix') return answer('\n');
    if (command === 'rev-parse') return answer('1\n', refs.includes(last.replace('^{commit}', '')));
    if (command === 'for-each-ref') return answer(`${refs.join('\n')}\n`);
    if (command === 'ls-tree')
      return answer(
        Object.keys(files)
          .map((path, i) => `100644 blob ${i}\t${path}\0`)
          .join(''),
      );
    return answer(Object.values(files)[Number(last)] ?? '', command === 'cat-file');
  };
}
