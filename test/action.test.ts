import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { put, type Repository, repository, scratch } from './support/repository.js';

/* `action.yml`, its steps run as a runner runs them: each a shell of its own, in a scratch repository, with a stand-in for GitHub's own program. */

interface Step {
  readonly id?: string;
  readonly name: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
const action = parse(readFileSync('action.yml', 'utf8')) as Action;

const MODEL = `buyin: 1
name: Small
basis: estimate
source: A note
calendar: { starts: 2025-09, years: 1, year_starts: September }
schools: { named: { oak: { phase: primary, type: academy, pupils: 200 } } }
tiers: { core: { price: { per_pupil: 10 }, joins: 100% } }
checks: { earns: { figure: income, at_least: 1_500 } }
`;

/** Writes down what it is asked, and answers with the comments that FAKE_FOUND names. */
const GH = `#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$FAKE_LOG"
case "$*" in
  "api user"*) echo "\${FAKE_LOGIN:-}";;
  *"/comments --jq"*) [ -z "\${FAKE_NO_LIST:-}" ] || exit 1; [ -z "\${FAKE_FOUND:-}" ] || printf '%s\\n' "$FAKE_FOUND";;
  *"--method"*) for word in "$@"; do case "$word" in body=@*) cp "\${word#body=@}" "$FAKE_LOG.body";; esac; done; exit "\${FAKE_ENDS:-0}";;
  *) exit 1;;
esac
`;

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly summary: string;
  /** What was asked of GitHub, a line each, and the comment that was sent. */
  readonly asked: string;
  readonly comment: string | undefined;
}

/** Runs every step in turn as long as they end well. */
function run(
  repo: Repository,
  inputs: Record<string, string>,
  github: Record<string, string>,
  more: Record<string, string> = {},
): Ran {
  const folder = scratch({ 'bin/gh': GH, log: '', 'summary.md': '' });
  chmodSync(join(folder, 'bin/gh'), 0o755);
  const log = join(folder, 'log');
  const outputs = new Map<string, string>();
  const values = (expression: string): string => {
    const [where = '', ...path] = expression.split('.');
    if (where === 'inputs') return inputs[path[0] ?? ''] ?? said(action.inputs[path[0] ?? '']?.default ?? '');
    if (where === 'steps') return outputs.get(`${path[0]}.${path[2]}`) ?? '';
    return { action_path: resolve('.'), ...github }[path.join('.')] ?? '';
  };
  const said = (text: string): string =>
    text.replace(/\$\{\{ *([\w.]+) *\}\}/g, (_, expression: string) => values(expression));
  let out = '';
  let code = 0;
  for (const [i, step] of action.runs.steps.entries()) {
    const output = join(folder, `output${i}`);
    put(folder, { [`output${i}`]: '' });
    const env = {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      HOME: folder,
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      FAKE_LOG: log,
      ...Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, said(text)])),
      ...more,
    };
    const ran = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run], {
      cwd: repo.folder,
      env,
      encoding: 'utf8',
    });
    out += ran.stdout + ran.stderr;
    for (const line of readFileSync(output, 'utf8').split('\n')) {
      const [name = '', value = ''] = line.split(/=(.*)/);
      if (step.id !== undefined && name !== '') outputs.set(`${step.id}.${name}`, value);
    }
    code = ran.status ?? 70;
    if (code !== 0) break;
  }
  const comment = existsSync(`${log}.body`) ? readFileSync(`${log}.body`, 'utf8') : undefined;
  return {
    code,
    out,
    summary: readFileSync(join(folder, 'summary.md'), 'utf8'),
    asked: readFileSync(log, 'utf8'),
    comment,
  };
}

const PULL = { base_ref: 'main', repository: 'example/models', 'event.pull_request.number': '7', token: 'secret' };

/** A repository whose branch `main` is on a remote, with a branch of it checked out. */
function branched(changed: string): Repository {
  const repo = repository({ 'model/model.yaml': MODEL });
  const clone = repository({});
  clone.git('remote', 'add', 'origin', repo.folder);
  clone.git('fetch', '-q', '--depth=1', 'origin', 'main');
  clone.git('checkout', '-q', '-b', 'change', 'FETCH_HEAD');
  clone.commit({ 'model/model.yaml': changed });
  return clone;
}

beforeAll(() => expect(existsSync('dist/buyin.cjs'), 'build first: node build.js').toBe(true));

test('every input has a default and says what it is, and no step puts an expression into its script', () => {
  for (const { description, default: usual } of Object.values(action.inputs))
    expect([typeof usual, description.length > 10]).toEqual(['string', true]);
  expect(action.runs.steps.length).toBeGreaterThan(3);
  for (const { run: script, shell } of action.runs.steps)
    expect([shell, script.includes('${{')]).toEqual(['bash', false]);
  for (const name of Object.keys(action.inputs))
    expect(readFileSync('docs/ci.md', 'utf8')).toContain(`| \`${name}\` |`);
});

test('a pull request gets annotations, a summary and one comment, which a second run keeps up to date', () => {
  const repo = branched(MODEL.replace('per_pupil: 10', 'per_pupil: 12'));
  const first = run(repo, { models: 'model' }, PULL);
  expect(first.code, first.out).toBe(0);
  expect(first.out).toContain('Does it balance? Yes.');
  expect(first.summary).toContain('| Income | 2,000 | 2,400 | 400 |');
  expect(first.asked).toContain('--method POST repos/example/models/issues/7/comments');
  expect(first.comment?.split('\n')[0]).toBe('<!-- buyin diff of model -->');
  expect(first.comment).toContain('| Income | 2,000 | 2,400 | 400 |');
  const second = run(repo, { models: 'model' }, PULL, { FAKE_FOUND: '99' });
  expect(second.asked).toContain('--method PATCH repos/example/models/issues/comments/99');
  expect(second.asked).not.toContain('POST');
});

test('a promise that fails is annotated at its line and fails the run, after the comment is written', () => {
  const { code, out, asked, comment } = run(
    branched(MODEL.replace('per_pupil: 10', 'per_pupil: 5')),
    { models: 'model' },
    PULL,
  );
  expect(code).toBe(1);
  expect(out).toContain('::error file=model/model.yaml,line=8,');
  expect(asked).toContain('POST');
  expect(comment).toContain('1 promise now FAILS.');
});

test('without a token, a pull request or the wish there is no comment, and the summary is written all the same', () => {
  const repo = branched(MODEL.replace('per_pupil: 10', 'per_pupil: 12'));
  for (const [inputs, github] of [
    [{ models: 'model', token: '' }, PULL],
    [{ models: 'model', comment: 'no' }, PULL],
    [
      { models: 'model', since: 'HEAD~1' },
      { repository: 'example/models', token: 'secret' },
    ],
  ] as const) {
    const { code, asked, summary, out } = run(repo, inputs, github);
    expect([code, asked], out).toEqual([0, '']);
    expect(summary).toContain('2,400');
  }
});

test('a comment that is refused is a warning, and a model that was not there before is told', () => {
  const repo = branched(MODEL);
  repo.commit({ 'fresh/model.yaml': MODEL });
  const { code, out, comment } = run(repo, { models: 'model\nfresh' }, PULL, { FAKE_ENDS: '1' });
  expect(code, out).toBe(0);
  expect(out).toContain('::warning title=buyin::The comment could not be written');
  expect(comment).toContain('## fresh: not compared with origin/main');
  expect(comment).toContain('there is no file origin/main:fresh');
  expect(comment).toContain('Nothing.');
});

test('only a comment of a program, or of whose token it is, is kept up to date; and where comments cannot be read, none is written', () => {
  const repo = branched(MODEL.replace('per_pupil: 10', 'per_pupil: 12'));
  const several = run(repo, { models: 'model' }, PULL, { FAKE_FOUND: '99\n101' });
  expect(several.asked).toContain('.user.type == "Bot" or .user.login == env.AUTHOR');
  expect(several.asked).toContain('issues/comments/99');
  expect(several.asked).not.toContain('101');
  const unread = run(repo, { models: 'model' }, PULL, { FAKE_NO_LIST: '1' });
  expect(unread.code, unread.out).toBe(0);
  expect(unread.out).toContain('::warning title=buyin::The comment could not be written');
  expect(unread.asked).not.toContain('--method');
  expect(unread.summary).toContain('2,400');
});

test('no text of a model ends the block that it is quoted in, and no name of a file is an option', () => {
  const repo = branched(MODEL);
  repo.commit({ 'bad/model.yaml': 'buyin: 1\nname: "x"\n```\n\n# Approved\n', '--version/model.yaml': MODEL });
  const { code, out, comment } = run(repo, { models: 'bad --version' }, PULL);
  expect(code, out).toBe(1);
  expect(comment).toContain('## --version: not compared with origin/main');
  for (const line of comment?.split('\n') ?? []) expect(line).not.toMatch(/^(```|# Approved)/);
});

test('a comment that is too long ends with a whole line, and says where the rest is', () => {
  const many = Array.from(
    { length: 900 },
    (_, i) => `  é${i}: { phase: primary, type: academy, pupils: ${100 + i}, name: "École ${i} ${'é'.repeat(20)}" }`,
  ).join('\n');
  const model = MODEL.replace(
    'schools: { named: { oak: { phase: primary, type: academy, pupils: 200 } } }',
    `schools:\n named:\n${many.replace(/é(\d+):/g, 's$1:')}`,
  );
  const { comment } = run(branched(model), { models: 'model', threshold: '0' }, PULL);
  expect(comment?.endsWith('The rest stands in the summary of the run: a comment holds no more.\n')).toBe(true);
  expect(comment).not.toContain('\uFFFD');
  expect(new TextEncoder().encode(comment).length).toBeLessThan(61_000);
});
