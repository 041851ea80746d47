import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'vitest/config';

const ROOT = resolve('.');
const COMPILED = resolve('node_modules/.cache/buyin');
/** The program, and what tests share. */
const FOLDERS = ['src/', 'test/'];

/** Whether a file, by its path from the root, is loaded as a compiled module. */
const isCompiled = (path: string): boolean => FOLDERS.some((folder) => path.startsWith(folder)) && path.endsWith('.ts');

/** Compiles each such file into a module that Node loads by itself, and writes those that have changed. */
async function compile(): Promise<void> {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => folder + path.replaceAll(sep, '/')),
  );
  const { outputFiles } = await build({
    entryPoints: files.filter(isCompiled),
    outbase: ROOT,
    outdir: COMPILED,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // What is shipped lies beside dist, for the program and for its tests.
    banner: { js: `const __dirname = ${JSON.stringify(resolve('dist'))};` },
    // Vitest reads them where a test fails, so that it names the line of the source.
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'error',
    write: false,
  });
  for (const { path, text } of outputFiles) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    mkdirSync(dirname(path), { recursive: true });
    // Another run of tests may be reading what is there, which another checkout may share by a link: it is left alone.
    const own = `${path}.${process.pid}`;
    writeFileSync(own, text);
    renameSync(own, path);
  }
}

/**
 * Tests load `src/` and what they share as compiled modules, in the place of one file after the other through Vite,
 * which costs the loading of each and a look-up at each use of what is imported, and loads what tests share again for
 * each file of tests (docs/decisions/250-tests-of-compiled-modules.md).
 */
export function compiledSource(): Plugin {
  return {
    name: 'compiled source',
    enforce: 'pre',
    buildStart: compile,
    load(id) {
      const path = relative(ROOT, id).replaceAll(sep, '/');
      if (!path.endsWith('.test.ts') || !isCompiled(path)) return undefined;
      return `import ${JSON.stringify(resolve(COMPILED, path.replace(/\.ts$/, '.mjs')))};`;
    },
    resolveId(id, importer) {
      if (importer === undefined || !id.endsWith('.js')) return undefined;
      const path = relative(ROOT, resolve(dirname(importer), id)).replaceAll(sep, '/');
      const source = path.replace(/\.js$/, '.ts');
      // What was compiled of a file that is gone may still be there.
      return isCompiled(source) && existsSync(source) ? resolve(COMPILED, path.replace(/\.js$/, '.mjs')) : undefined;
    },
  };
}
