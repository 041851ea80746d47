import { describe, expect, test } from 'vitest';
import { FILE, type PlainMap, put, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* What services for continuous integration read of a check. */

const sound: PlainMap = {
  buyin: '1',
  name: 'Checked',
  calendar: { starts: '2024-09', years: '1', year_starts: 'September' },
  schools: { named: { ash: { phase: 'primary', type: 'academy', pupils: '200' } } },
  tiers: { gold: { price: { flat: '1_200' }, joins: '100%' } },
  checks: { income: { figure: 'income', equals: '1_200' } },
};
const promise = (bound: string): PlainMap => ({ figure: 'income', at_least: bound });

async function checked(data: PlainMap, reporter: string, ...more: string[]) {
  return await play(['check', FILE, '--reporter', reporter, ...more], { files: { [FILE]: yamlOf(data) } });
}

describe('junit', () => {
  test('has a suite for each model and a case for each thing checked', async () => {
    const { code, out, err } = await checked(sound, 'junit');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n').slice(0, 4)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="buyin check" tests="13" failures="0">',
      '  <testsuite name="model.yaml" tests="13" failures="0">',
      '    <testcase classname="model.yaml" name="reads"/>',
    ]);
    expect(out).toContain('<testcase classname="model.yaml" name="base: check income"/>');
  });

  test('tells each broken promise in its own case, in text that is safe in XML', async () => {
    const { code, out } = await checked(
      put(sound, ['checks'], { kept: promise('1'), broken: { figure: 'income # a < b & "c"', at_least: '5_000' } }),
      'junit',
    );
    expect(code).toBe(1);
    expect(out.match(/<failure type="check-failed"/g)).toHaveLength(1);
    expect(out).toMatch(
      /name="base: check broken">\n {6}<failure type="check-failed" message="[^"<]*£1,200[^"<]*">[^<]*a &lt; b &amp; &quot;c&quot;[^<]*\^[^<]*<\/failure>/,
    );
  });

  test('a model that cannot be read is a case that fails', async () => {
    const { code, out } = await checked(put(sound, ['tiers', 'gold', 'joins'], '120%'), 'junit');
    expect(code).toBe(1);
    expect(out).toContain('failures="1"');
    expect(out).toContain('<failure type="bad-value"');
  });
});

describe('github', () => {
  test('annotates the line, with what would end a command escaped', async () => {
    const { code, out } = await checked(put(sound, ['checks'], { income: promise('5_000') }), 'github');
    expect(code).toBe(1);
    const [first, last] = out.split('\n');
    expect(first).toMatch(/^::error file=model\.yaml,line=\d+,col=\d+,title=check-failed::.*£1,200.*%0A/);
    expect(last).toBe('0 of 1 model holds.');
    expect((await checked(sound, 'github')).out).toBe('1 of 1 model holds.\n');
  });

  test('shows at most ten of a kind, the worst first, and counts the rest', async () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`promise_${i}`, promise('5_000')]));
    const { out } = await checked(put(sound, ['checks'], many), 'github');
    const errors = out.split('\n').filter((line) => line.startsWith('::error'));
    expect(errors).toHaveLength(10);
    expect(errors[9]).toBe('::error title=and more::and 16 more of these, in the log of this step');
  });

  test('what lints find are warnings and notices, and with --strict errors that are told once', async () => {
    const lint = async (name: string, ...more: string[]) => (await play(['check', name, '--reporter', 'github', ...more])).out;
    expect(await lint('test/lints/unused-assumption/model.yaml')).toMatch(/^::notice file=.*title=unused-assumption::/m);
    const cliff = 'test/lints/price-inversion/prices.yaml';
    expect(await lint(cliff)).toMatch(/^::warning file=.*title=price-inversion::/);
    const strict = await lint(cliff, '--strict');
    expect(strict).toMatch(/^::error file=.*title=linted::/);
    expect(strict).not.toContain('::warning');
  });
});

test('json tells every case, problem and place', async () => {
  const { out } = await checked(put(sound, ['checks'], { income: promise('5_000') }), 'json');
  const { format, holds, models } = JSON.parse(out);
  expect({ format, holds, paths: models.map(({ path }: { path: string }) => path) }).toEqual({
    format: 'buyin-check/1',
    holds: false,
    paths: [FILE],
  });
  const broken = models[0].cases.filter((each: { holds: boolean }) => !each.holds);
  expect(broken).toMatchObject([
    { name: 'check income', scenario: 'base', problems: [{ code: 'check-failed', place: { file: FILE }, data: { name: 'income' } }] },
  ]);
});

test('a reporter has a form of its own: no --format goes with it', async () => {
  const { code, err } = await checked(sound, 'junit', '--format', 'csv');
  expect({ code, err }).toEqual({ code: 2, err: 'error: --reporter junit has a form of its own: leave --format csv out\n' });
});
