import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { play } from '../support/play.js';
import { inTurn } from '../support/runs.js';

/* The program as it is built and started, in a process of its own. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'buyin-'));
  for (const part of ['bin', 'dist', 'models', 'examples/haringey', 'package.json'])
    cpSync(part, join(folder, part), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'bin/buyin.js'), ...argv], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

const TRACE = /^\s+at |node:internal|\.c?js:\d+/m;

describe('columns', () => {
  let usual: ReturnType<typeof run>;
  beforeAll(() => {
    usual = run(['forecast', 'examples/haringey'], { COLUMNS: '80' });
  });

  test.each(inTurn(['20.5', '-3', '0', 'wide', '', '1e3']))(
    'COLUMNS=%s is no number of columns: a page is as wide as usual',
    (said) => {
      const { code, out } = run(['forecast', 'examples/haringey'], { COLUMNS: said });
      expect([code, out]).toEqual([0, usual.out]);
    },
  );

  test.each(['1', '37'])('a page of %s columns is a page', (said) => {
    const { code, out, err } = run(['forecast', 'examples/haringey'], { COLUMNS: said });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Reserves');
  });

  test.each([1, 7, 20, 37])('whatever is asked for fits %s columns, or is told', async (width) => {
    for (const argv of [['--help'], ['forecast', 'examples/haringey'], ['check', 'nowhere']]) {
      const { code, err } = await play(argv, { width });
      expect([code !== 70, err]).toEqual([true, expect.not.stringMatching(TRACE)]);
    }
  });
});

describe('compiled code beside the bundle', () => {
  /** What the page says in words that the engine has compiled. */
  const SAID = 'Reserves at end';
  const answer = (): unknown => run(['forecast', 'examples/haringey']);
  const cache = (): string => join(folder, 'dist/buyin.cache');
  let right: unknown;
  beforeAll(() => {
    right = answer();
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    [
      'damaged in one letter of what a page says',
      (bytes) => {
        const spoilt = Buffer.from(bytes);
        spoilt.write('3', bytes.indexOf(SAID) + SAID.indexOf('e'), 'latin1');
        return spoilt;
      },
    ],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['something else', () => Buffer.from('no compiled code')],
  ])('is not run where it is %s', (_, spoilt) => {
    const bytes = readFileSync(cache());
    writeFileSync(cache(), spoilt(bytes));
    expect(answer()).toEqual(right);
    writeFileSync(cache(), bytes);
  });

  test('is not run where the bundle is another', () => {
    const bundle = join(folder, 'dist/buyin.cjs');
    const text = readFileSync(bundle, 'utf8');
    // As long as before: the engine by itself looks at the length alone.
    const other = SAID.replace('e', '3');
    writeFileSync(bundle, text.replaceAll(SAID, other));
    expect((answer() as { out: string }).out).toContain(other);
    writeFileSync(bundle, text);
  });

  test('holds no folder of the machine that built it', () => {
    for (const name of ['buyin.cache', 'buyin.cjs', 'help.cjs', 'worker.cjs'])
      expect(readFileSync(join('dist', name), 'latin1')).not.toContain(process.cwd());
  });
});

/** Help stands in a bundle of its own; everything else in another. */
describe.each([
  ['help.cjs', '--help'],
  ['buyin.cjs', 'models'],
])('a fault outside every command, in %s', (file, asked) => {
  let bundle: string;
  let text: string;
  beforeAll(() => {
    bundle = join(folder, 'dist', file);
    text = readFileSync(bundle, 'utf8');
  });
  afterEach(() => {
    writeFileSync(bundle, text);
  });

  test.each<[string, string]>([
    ['a bundle that throws', 'throw new TypeError("spoilt")'],
    [
      'one that throws later',
      'module.exports.start = () => new Promise(() => setTimeout(() => { throw new TypeError("spoilt") }, 5))',
    ],
    [
      'a promise that nobody waits for',
      'Promise.reject(new TypeError("spoilt")); module.exports.start = () => new Promise(() => setTimeout(() => {}, 50))',
    ],
    ['a start that fails', 'module.exports.start = async () => { throw new TypeError("spoilt") }'],
  ])('is told in a sentence, with exit code 70: %s', (_, code) => {
    writeFileSync(bundle, code);
    const { code: exit, out, err } = run([asked]);
    expect([exit, out]).toEqual([70, '']);
    expect(err).toBe(
      'This is a fault of buyin, not of your model: TypeError: spoilt\nPlease report it with the command line and the model.\n',
    );
  });

  test('a program that is not built says how to build it', () => {
    rmSync(bundle);
    const { code, err } = run([asked]);
    expect([code, err]).toEqual([70, 'buyin is not built yet: run "npm run build" in the folder of the program\n']);
  });
});

describe('help in a bundle of its own', () => {
  test('has nothing of the engine in it', () => {
    expect(statSync('dist/help.cjs').size).toBeLessThan(100_000);
  });

  test.each([[[]], [['--help']], [['forecast', '--help']], [['forecats', '--help']], [['--hlep']]])(
    'says of %j what the whole program says',
    async (argv) => {
      const { code, out, err } = await play(argv, { width: 80 });
      expect(run(argv)).toEqual({ code, out, err });
    },
  );

  test('leaves to the whole program what only looks as if it asked for help', () => {
    // The name of a scenario may be any word.
    const { code, err } = run(['forecast', 'examples/haringey', '--scenario', '--help']);
    expect(code).toBe(2);
    expect(err).toContain('--help');
  });
});

test('Ctrl-C ends a simulation at once, with its threads at work', async () => {
  const argv = ['simulate', join(process.cwd(), 'bench/town'), '--draws', '250000'];
  const child = spawn(process.execPath, [join(folder, 'bin/buyin.js'), ...argv], { cwd: folder });
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => (said.out += text));
  child.stderr.on('data', (text) => (said.err += text));
  // A thread is at work before this, and has work for much longer.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const asked = Date.now();
  const closed = once(child, 'close');
  child.kill('SIGINT');
  const [code] = await closed;
  expect(Date.now() - asked).toBeLessThan(1500);
  // On a machine that is so busy that no thread has begun, the system ends it without a word.
  expect([
    [130, { out: '', err: 'interrupted: nothing was written\n' }],
    [null, { out: '', err: '' }],
  ]).toContainEqual([code, said]);
});

test('what the README and the remedies point at is there, and in the package', () => {
  const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: readonly string[] };
  const texts = ['README.md', 'src/language/words.ts', 'src/report/sources/check.ts'].map((path) =>
    readFileSync(path, 'utf8'),
  );
  const named = new Set(
    texts.flatMap((text) => [...text.matchAll(/\b(?:docs|models|examples)\/[\w/-]+(?:\.\w+)*/g)].map(([path]) => path)),
  );
  expect(named.size).toBeGreaterThan(10);
  expect([...named].filter((path) => !existsSync(path))).toEqual([]);
  expect([...named].filter((path) => !files.some((held) => path.startsWith(`${held}/`)))).toEqual([]);
});
