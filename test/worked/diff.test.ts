import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonBlock, JsonTable } from '../report/answers.js';
import type { Files } from '../support/disk.js';
import { play } from '../support/play.js';
import { put, repository, scratch } from '../support/repository.js';

/* What has changed from one model to another. */

const ROLL =
  'urn,name,phase,type,pupils,pays_now\n100001,Oak,primary,academy,200,1000\n100002,Elm,primary,community,300,\n100003,Ash,secondary,academy,800,5000\n';
const MODEL = `buyin: 1
name: Small
basis: estimate
source: As the board said in May
calendar: { starts: 2025-09, years: 2, year_starts: September }
schools: { file: schools.csv }
assumptions:
  likely: { value: 50%, range: { low: 40%, high: 60% }, source: A guess }
tiers:
  core: { price: { flat: 500, per_pupil: 10 }, joins: =likely }
overheads:
  rent: { per_year: 4_000 }
  spare: { per_year: 1_000, from: 2025-09, to: 2026-08 }
reserves: { opening: 1_000 }
scenarios:
  dear: { because: rent goes up, overheads: { rent: { per_year: { times: 150% } } } }
checks:
  solvent: { figure: reserves.closing, at_least: 0 }
  solvent_if_dear: { figure: reserves.closing, at_least: 0, scenarios: [dear] }
`;
const FILES: Files = { 'model/model.yaml': MODEL, 'model/schools.csv': ROLL };
const edited = (...edits: readonly (readonly [string, string])[]): string =>
  edits.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, MODEL);

const blocksIn = async (
  argv: readonly string[],
  options: Parameters<typeof play>[1] = {},
): Promise<readonly JsonBlock[]> => {
  const { code, out, err } = await play(['diff', ...argv, '--format', 'json'], options);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out).blocks;
};
/** The cells of a table by its rows, headings left out. */
const cells = (blocks: readonly JsonBlock[], id: string): Record<string, (string | null)[]> => {
  const table = blocks.find((each): each is JsonTable => each.kind === 'table' && each.id === id);
  return Object.fromEntries(
    (table?.rows ?? []).map((row) => [row.id, row.cells.slice(1).map((cell) => cell?.value ?? cell?.text ?? null)]),
  );
};
const summary = (blocks: readonly JsonBlock[]): string => JSON.stringify(blocks[0]);

const AFTER = edited(
  ['per_pupil: 10', 'per_pupil: 12'],
  ['per_year: 4_000', 'per_year: 9_000'],
  ['source: A guess', 'source: A survey'],
  ['value: 50%', 'value: 55%'],
);
const TWO: Files = {
  'a/model.yaml': MODEL,
  'a/schools.csv': ROLL,
  'b/model.yaml': AFTER,
  'b/schools.csv': ROLL.replace('Oak,primary,academy,200', 'Oak,primary,academy,210'),
};

describe('two models', () => {
  test('inputs by cause, each with both values, both places and whether the source changed', async () => {
    const inputs = cells(await blocksIn(['a', 'b'], { files: TWO }), 'inputs');
    expect(inputs['tiers.core.price.per_pupil']).toEqual([
      '10 at model.yaml:10:42',
      '12 at model.yaml:10:42',
      'the same',
    ]);
    expect(inputs['assumptions.likely.value']).toEqual(['50% at model.yaml:8:20', '55% at model.yaml:8:20', 'changed']);
    expect(inputs['schools.100001.pupils']).toEqual(['200 at schools.csv:2:28', '210 at schools.csv:2:28', 'the same']);
    expect(Object.keys(inputs)).toEqual([
      'cause.volume',
      'assumptions.likely.value',
      'schools.100001.pupils',
      'cause.price',
      'tiers.core.price.per_pupil',
      'cause.cost',
      'overheads.rent.per_year',
    ]);
    expect(cells(await blocksIn(['a', 'b'], { files: TWO }), 'idle')).toEqual({
      'assumptions.likely.source': ['A guess at model.yaml:8:65', 'A survey at model.yaml:8:65', 'words'],
    });
  });

  test('figures, their difference, and a bridge that adds', async () => {
    const blocks = await blocksIn(['a', 'b'], { files: TWO });
    const figures = cells(blocks, 'figures');
    // 50% of 1,500 + 10 × 1,300; 55% of 1,500 + 12 × 1,310.
    expect(figures.income).toEqual(['7250.00', '9471.00', '2221.00']);
    expect(figures['reserves.closing']).toEqual(['6500.01', '942.00', '-5558.01']);
    const bridge = cells(blocks, 'bridge');
    const steps = ['volume', 'price', 'cost'].map((cause) => Number(bridge[cause]?.[0]));
    expect(bridge.cost).toEqual(['-10000.00']);
    expect(6500.01 + steps.reduce((sum, step) => sum + step, 0)).toBeCloseTo(942, 2);
  });

  test('the other way round it is the same with its signs turned', async () => {
    const [there, back] = [await blocksIn(['a', 'b'], { files: TWO }), await blocksIn(['b', 'a'], { files: TWO })];
    const turned = (id: string, at: number): Record<string, number> =>
      Object.fromEntries(
        Object.entries(cells(back, id)).flatMap(([row, values]) =>
          ['from', 'to'].includes(row) ? [] : [[row, -Number(values[at])]],
        ),
      );
    const straight = (id: string, at: number): Record<string, number> =>
      Object.fromEntries(
        Object.entries(cells(there, id)).flatMap(([row, values]) =>
          ['from', 'to'].includes(row) ? [] : [[row, Number(values[at])]],
        ),
      );
    expect(turned('bridge', 0)).toEqual(straight('bridge', 0));
    expect(turned('figures', 2)).toEqual(straight('figures', 2));
    expect(Object.keys(cells(back, 'inputs'))).toEqual(Object.keys(cells(there, 'inputs')));
  });

  test('who pays more and less, beyond a threshold, and by constituency', async () => {
    const blocks = await blocksIn(['a', 'b'], { files: TWO });
    expect(cells(blocks, 'schools')).toEqual({
      '100003': ['secondary, academies', '8500.00', '10100.00', '1600.00'],
      '100002': ['primary, maintained', '3500.00', '4100.00', '600.00'],
      '100001': ['primary, academies', '2500.00', '3020.00', '520.00'],
    });
    expect(cells(blocks, 'constituencies')['(all)']).toEqual(['3', '0', '0', '0']);
    const some = await blocksIn(['a', 'b', '--threshold', '600'], { files: TWO });
    expect(Object.keys(cells(some, 'schools'))).toEqual(['100003']);
    expect(cells(some, 'constituencies')['(all)']).toEqual(['1', '0', '2', '0']);
    expect(Object.keys(cells(await blocksIn(['a', 'b', '--threshold', '20%'], { files: TWO }), 'schools'))).toEqual([
      '100001',
    ]);
  });

  test('promises that now fail or hold, in the scenarios that they speak of', async () => {
    const poor = { ...TWO, 'b/model.yaml': edited(['per_year: 4_000', 'per_year: 8_000']) };
    expect(cells(await blocksIn(['a', 'b'], { files: poor }), 'promises')['solvent_if_dear in dear']).toEqual([
      'holds',
      'FAILS: reserves.closing in 2026 is -£9,399.99 (and misses it in 1 other year), not at least £0.00',
    ]);
    expect(cells(await blocksIn(['b', 'a'], { files: poor }), 'promises')['solvent_if_dear in dear']?.[1]).toBe(
      'holds',
    );
  });

  test('an input that moves nothing is told apart', async () => {
    const idle = {
      ...TWO,
      'b/model.yaml': edited(['to: 2026-08', 'to: 2026-08, uplift: 2%'], ['high: 60%', 'high: 70%']),
      'b/schools.csv': ROLL,
    };
    const blocks = await blocksIn(['a', 'b'], { files: idle });
    expect(cells(blocks, 'idle')).toEqual({
      'overheads.spare.uplift': [null, '2% at model.yaml:13:65', 'moves no figure'].map((each) => each ?? '–'),
    });
    expect(summary(blocks)).toContain('2 inputs have changed, of which 1 moves no figure.');
  });

  test('a school that comes and one that goes', async () => {
    const other = {
      ...TWO,
      'b/model.yaml': MODEL,
      'b/schools.csv': ROLL.replace(/100003.*\n/, '100004,Yew,primary,academy,100,\n'),
    };
    const inputs = cells(await blocksIn(['a', 'b'], { files: other }), 'inputs');
    expect(inputs['schools.100003']?.[0]).toBe('100003 at schools.csv:4:1');
    expect(inputs['schools.100004']?.[1]).toBe('100004 at schools.csv:4:1');
  });

  test('a model and itself: nothing, in any order of its keys and rows', async () => {
    const turned = {
      ...TWO,
      'b/model.yaml': MODEL.replace(/(tiers:\n.*\n)(overheads:\n.*\n.*\n)/, '$2$1'),
      'b/schools.csv': ROLL.replace(/(100001.*\n)(100002.*\n)/, '$2$1'),
    };
    expect(turned['b/model.yaml']).not.toBe(MODEL);
    for (const [one, other] of [
      ['a', 'a'],
      ['a', 'b'],
    ] as const) {
      const { code, out } = await play(['diff', one, other, '--exit-code', '--format', 'json'], { files: turned });
      expect([code, JSON.parse(out).blocks]).toEqual([
        0,
        [{ kind: 'text', id: 'summary', title: 'What has changed', lines: ['Nothing.'] }],
      ]);
    }
  });

  test('--exit-code ends with 1 where anything has changed, and the report is written all the same', async () => {
    const { code, out, err } = await play(['diff', 'a', 'b', '--exit-code'], { files: TWO });
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('What has been changed');
  });
});

describe('a model and a scenario', () => {
  test('is held against the model as it stands, or one scenario against another', async () => {
    const blocks = await blocksIn(['a', '--scenario', 'dear'], { files: TWO });
    expect(cells(blocks, 'inputs')['overheads.rent.per_year']).toEqual([
      '4_000 at model.yaml:12:21',
      '4_000 × 150% at model.yaml:16:65',
      'changed',
    ]);
    expect(cells(blocks, 'bridge').cost).toEqual(['-4000.00']);
    const back = await blocksIn(['a', '--scenario', 'dear', '--scenario', 'base'], { files: TWO });
    expect(cells(back, 'bridge').cost).toEqual(['4000.00']);
  });
});

describe('two revisions', () => {
  test('the model, its roll and the lists that it uses are read as they were, and the working tree is left alone', async () => {
    const repo = repository({
      ...FILES,
      'model/list.yaml': 'buyin: 1\nname: A list\ntiers: { t: { price: { flat: 300 } } }\n',
      'model/model.yaml': edited(['tiers:\n', 'tiers:\n  listed: { use: { list: list.yaml }, joins: 10% }\n']),
    });
    repo.git('tag', 'v1');
    repo.commit({
      'model/list.yaml': 'buyin: 1\nname: A list\ntiers: { t: { price: { flat: 350 } } }\n',
      'model/schools.csv': ROLL.replace('800,5000', '900,5000'),
    });
    put(repo.folder, { 'model/schools.csv': ROLL.replace('800,5000', '950,5000') });
    const before = repo.git('status', '--porcelain');
    const path = join(repo.folder, 'model');
    const inputs = cells(await blocksIn(['--since', 'v1', path]), 'inputs');
    expect(inputs['schools.100003.pupils']?.slice(0, 2)).toEqual([
      '800 at schools.csv:4:30',
      '950 at schools.csv:4:30',
    ]);
    expect(inputs['tiers.listed.price.0.flat']?.slice(0, 2)).toEqual([
      '300 at list.yaml:3:30',
      '350 at list.yaml:3:30',
    ]);
    const committed = await blocksIn(['--since', 'v1', '--until', 'HEAD', path]);
    expect(cells(committed, 'inputs')['schools.100003.pupils']?.[1]).toBe('900 at schools.csv:4:30');
    expect(repo.git('status', '--porcelain')).toBe(before);
  });

  test('of a file by its name, in a folder that is gone, and through a link', async () => {
    const repo = repository(FILES);
    symlinkSync('model', join(repo.folder, 'linked'));
    repo.commit({});
    repo.git('rm', '-rq', 'model');
    repo.git('commit', '-qm', 'gone');
    for (const path of ['model', 'model/model.yaml', 'linked'])
      expect(
        summary(
          await blocksIn(
            ['--since', 'HEAD~2', '--until', 'HEAD~1', join(repo.folder, path)].map((each) =>
              path === 'linked' ? each.replace('HEAD~2', 'HEAD~1') : each,
            ),
          ),
        ),
      ).toContain('Nothing.');
  });

  const refused = async (argv: readonly string[], options: Parameters<typeof play>[1] = {}): Promise<string> => {
    const { code, out, err, written } = await play(['diff', ...argv, '--output', 'never.md'], options);
    expect([code, out, written.size]).toEqual([2, '', 0]);
    return err.replace(/\s+/g, ' ');
  };

  test('what is not there is a problem with a remedy, and nothing is written', async () => {
    const repo = repository(FILES);
    repo.git('tag', 'v1.2');
    const model = join(repo.folder, 'model');
    const unknown = await refused(['--since', 'v1.3', model]);
    expect(unknown).toContain('git knows no revision "v1.3" here');
    expect(unknown).toContain('did you mean "v1.2"?');
    expect(await refused(['--since', '--output=x', model])).toContain('[unknown-revision]');
    expect(await refused(['--since', 'v1.2', join(repo.folder, 'modle')])).toContain(
      'there is no file v1.2:modle [no-file]',
    );
    expect(await refused(['--since', 'v1.2', scratch(FILES)])).toContain('is in no git repository');
    expect(await refused(['--since', 'v1.2', model], { git: () => undefined })).toContain('git is not installed');
  });

  test.each([
    ['two models and a revision', ['a', 'b', '--since', 'v1']],
    ['an end without a start', ['a', '--until', 'v1']],
    ['nothing to compare with', ['a']],
    ['a threshold that is no amount', ['a', 'b', '--threshold', 'much']],
    ['a year that both have not', ['a', 'b', '--year', '2031']],
    ['several scenarios for two models', ['a', 'b', '--scenario', 'dear', '--scenario', 'base']],
  ])('%s is refused', async (_, argv) => {
    expect(await refused(argv, { files: TWO })).toContain('error:');
  });

  test('a problem of the model as it was is told at its place in the revision', async () => {
    const repo = repository({ ...FILES, 'model/model.yaml': edited(['per_pupil: 10', 'per_pupli: 10']) });
    repo.commit({ 'model/model.yaml': MODEL });
    const { code, err } = await play(['diff', '--since', 'HEAD~1', join(repo.folder, 'model')]);
    expect(code).toBe(1);
    expect(err).toContain('HEAD~1:model/model.yaml:10:');
  });
});
