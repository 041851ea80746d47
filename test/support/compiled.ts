import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'vitest/config';

const SOURCE = resolve('src');
const COMPILED = resolve('node_modules/.cache/buyin-src');

/** Compiles each file of `src/` into a module that Node loads by itself, and writes those that have changed. */
async function compile(): Promise<void> {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const { outputFiles } = await build({
    entryPoints: files.map((path) => resolve(SOURCE, path)),
    outbase: SOURCE,
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
 * Tests load `src/` as compiled modules, in the place of one file after the other through Vite, which costs the loading
 * of each and a look-up at each use of what is imported (docs/decisions/250-tests-of-compiled-modules.md).
 */
export function compiledSource(): Plugin {
  return {
    name: 'compiled source',
    enforce: 'pre',
    buildStart: compile,
    resolveId(id, importer) {
      if (importer === undefined || !id.endsWith('.js')) return undefined;
      const path = resolve(dirname(importer), id);
      // What was compiled of a file that is gone may still be there.
      if (!path.startsWith(`${SOURCE}/`) || !existsSync(path.replace(/\.js$/, '.ts'))) return undefined;
      return path.replace(SOURCE, COMPILED).replace(/\.js$/, '.mjs');
    },
  };
}
