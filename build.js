// Bundles the command line into dist/, with what the engine compiles of it beside it, so that a command starts in a
// fraction of the time.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
/** Other programs are started by few commands, and what starts them costs a tenth of a small one: it is loaded when it is called. */
const lateProcesses = {
  name: 'child processes when they are used',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'late' }));
    onLoad({ filter: /.*/, namespace: 'late' }, () => ({
      contents: ['spawn', 'spawnSync']
        .map((name) => `exports.${name} = (...given) => process.getBuiltinModule('child_process').${name}(...given);`)
        .join('\n'),
    }));
  },
};
/** Whether there is colour is decided in one place of ours: what chalk would look at for that is never loaded. */
const noGuessOfColour = {
  name: 'no guess of colour',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^#supports-color$/ }, ({ path }) => ({ path, namespace: 'no-guess' }));
    onLoad({ filter: /.*/, namespace: 'no-guess' }, () => ({
      contents: 'export default { stdout: false, stderr: false };',
    }));
  },
};
/** Help is answered without any command: what commands load is left out. */
const withoutCommands = {
  name: 'no commands',
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
  },
};
const shared = {
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  define: { BUYIN_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  write: false,
};
const [whole, help] = await Promise.all([
  // The worker is a program of its own, because a thread loads a file.
  build({
    ...shared,
    entryPoints: { buyin: 'src/cli/entry.ts', worker: 'src/cli/worker.ts' },
    plugins: [lateProcesses, noGuessOfColour],
  }),
  build({
    ...shared,
    entryPoints: { help: 'src/cli/help.ts' },
    plugins: [lateProcesses, noGuessOfColour, withoutCommands],
  }),
]);

// Only a build that succeeded replaces the one before.
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
/** A program with every character beyond ASCII as an escape, which it may be wherever esbuild leaves one: in a regular expression. */
const inAscii = (text) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
for (const { path, text } of [...whole.outputFiles, ...help.outputFiles]) writeFileSync(path, inAscii(text));

// The libraries inside ask that their licences go with them.
const packages = [
  ...new Set(
    Object.keys(whole.metafile.inputs).flatMap(
      (path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
    ),
  ),
].sort();
const licences = packages.map((folder) => {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  return `${folder.replace(/^.*node_modules\//, '')}\n\n${name === undefined ? `see its package.json: ${JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).license}` : readFileSync(`${folder}/${name}`, 'utf8').trim()}\n`;
});
writeFileSync('dist/LICENCES.txt', licences.join('\n----\n\n'));

// The engine compiles a function when it is first called: the usual commands are run once, silently, and what it
// compiled is kept.
let compiled;
const { main, nodeDisk } = createRequire(import.meta.url)('./bin/load.js')((kept) => {
  compiled = kept;
});
const silent = {
  disk: nodeDisk,
  out() {},
  err() {},
  write() {},
  progress() {},
  engine() {},
  width: 80,
  colour: { out: false, err: false },
  version,
};
for (const argv of [
  ['--help'],
  ['forecast', 'examples/haringey'],
  ['price', 'examples/haringey'],
  ['sensitivity', 'examples/haringey'],
])
  await main(argv, silent);
const { name, bytes } = compiled();
writeFileSync(`dist/${name}`, bytes);
