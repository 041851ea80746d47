// All tests in one program, over code in which each mutant can be turned on.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const STAND_IN = fileURLToPath(new URL('stand-in.ts', import.meta.url));

/** Writes the program to `outfile`. It exports `tests`, and tells `globalThis.player` which test file it loads. */
export async function bundle(code, testFiles, outfile) {
  const changed = new Map([...code].map(([name, content]) => [resolve(name), content]));
  const named = new Map(testFiles.map((name) => [resolve(name), name]));
  const played = {
    name: 'mutants',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^vitest$/ }, () => ({ path: STAND_IN }));
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const name = named.get(path);
        const contents = changed.get(path) ?? (name === undefined ? undefined : readFileSync(path, 'utf8'));
        // What a test file imports is loaded before its first statement: what follows is the file's own work.
        const start = name === undefined ? '' : `globalThis.player.file = ${JSON.stringify(name)};`;
        return contents === undefined ? undefined : { contents: start + contents, loader: 'ts' };
      });
    },
  };
  const loads = [...named.keys()].map((path) => `await import(${JSON.stringify(path)}); player.file = undefined;`);
  await build({
    stdin: {
      contents: [`export { tests } from ${JSON.stringify(STAND_IN)};`, 'const { player } = globalThis;', ...loads].join(
        '\n',
      ),
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
    // Libraries that are not modules ask for these; the program's own files look for what is shipped beside dist.
    banner: {
      js: [
        "import { createRequire } from 'node:module';",
        `const require = createRequire(${JSON.stringify(resolve('package.json'))});`,
        `const __dirname = ${JSON.stringify(resolve('dist'))};`,
      ].join('\n'),
    },
    plugins: [played],
  });
}
