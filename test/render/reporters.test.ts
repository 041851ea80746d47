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
      '  <testsuite name="model.yaml: does it balance" tests="12" failures="0">',
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
    const [balance, kept, first] = out.split('\n');
    expect(first).toMatch(/^::error file=model\.yaml,line=\d+,col=\d+,title=check-failed::.*£1,200.*%0A/);
    expect([balance, kept]).toEqual([
      'Does it balance? Yes.',
      "Are the board's promises kept? No: 1 of 1 is missed: income.",
    ]);
    expect((await checked(sound, 'github')).out).toBe(
      "Does it balance? Yes.\nAre the board's promises kept? Yes, the only one.\n",
    );
  });

  test('shows at most ten of a kind, the worst first, and counts the rest', async () => {
    const many = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`promise_${i}`, promise('5_000')]));
    const { out } = await checked(put(sound, ['checks'], many), 'github');
    const errors = out.split('\n').filter((line) => line.startsWith('::error'));
    expect(errors).toHaveLength(10);
    expect(errors[9]).toBe('::error title=and more::and 16 more of these, in the log of this step');
  });

  test('what lints find are warnings and notices, and with --strict errors that are told once', async () => {
    const lint = async (name: string, ...more: string[]) =>
      (await play(['check', name, '--reporter', 'github', ...more])).out;
    expect(await lint('test/lints/unused-assumption/model.yaml')).toMatch(
      /^::notice file=.*title=unused-assumption::/m,
    );
    const cliff = 'test/lints/price-inversion/prices.yaml';
    expect(await lint(cliff)).toMatch(/^::warning file=.*title=price-inversion::/m);
    const strict = await lint(cliff, '--strict');
    expect(strict).toMatch(/^::error file=.*title=linted::/m);
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
    {
      name: 'check income',
      scenario: 'base',
      problems: [{ code: 'check-failed', place: { file: FILE }, data: { name: 'income' } }],
    },
  ]);
});

test('a reporter has a form of its own: no --format goes with it', async () => {
  const { code, err } = await checked(sound, 'junit', '--format', 'csv');
  expect({ code, err }).toEqual({
    code: 2,
    err: 'error: --reporter junit has a form of its own: leave --format csv out\n',
  });
});

describe('two verdicts', () => {
  const joined = (out: string): string => out.replace(/\s+/g, ' ');
  const missed = put(sound, ['checks'], { income: promise('5_000'), kept: promise('1') });
  const inDark = put(
    put(missed, ['tiers', 'gold', 'price'], { per_pupil: '6' }),
    ['schools', 'named', 'ash', 'pupils'],
    'unknown',
  );
  const unread = put(missed, ['tiers', 'gold', 'joins'], '120%');
  const unbalanced = put(missed, ['checks', 'odd'], { figure: 'incme', at_least: '1' });
  const text = async (data: PlainMap, ...more: string[]) =>
    await play(['check', FILE, ...more], { files: { [FILE]: yamlOf(data) } });

  test.each([
    ['a model that keeps its promises', sound, 'Yes.', 'Yes, the only one.', 0, 0],
    ['one that misses some', missed, 'Yes.', 'No: 1 of 2 is missed: income.', 1, 0],
    ['one that makes none', put(sound, ['checks'], {}), 'Yes.', 'None is made.', 0, 0],
    [
      'one that rests on what is not known',
      inDark,
      'Yes.',
      'Not known: 2 of 2 rest on what is not known: income, kept.',
      1,
      0,
    ],
    [
      'one that misses some and rests on what is not known',
      put(inDark, ['checks', 'members'], { figure: 'members', at_least: '5' }),
      'Yes.',
      'No: 1 of 3 is missed, and 2 rest on what is not known: members.',
      1,
      0,
    ],
    ['one that cannot be read', unread, 'No: 1 problem.', 'Not known: the model cannot be read.', 1, 1],
    [
      'one whose check asks for no figure',
      unbalanced,
      'No: 1 problem.',
      'No: 1 of 3 is missed, and 1 cannot be held: income.',
      1,
      1,
    ],
  ])('%s', async (_, data, balance, kept, code, only) => {
    const both = await text(data);
    expect(both.code).toBe(code);
    expect(joined(both.out)).toContain(
      `Does it balance? ${balance} Are the board's promises kept? ${kept} What was checked`,
    );
    const one = await text(data, '--only', 'balance');
    expect([one.code, one.err === ''], one.err).toEqual([only, only === 0]);
    expect(joined(one.out)).toContain(
      `Does it balance? ${balance} Are the board's promises kept? ${kept} What was checked`,
    );
  });

  const policy = { months_of_cost: '3', cash_floor: '1_000_000' };
  const below = put(put(sound, ['reserves'], { opening: '0', policy }), ['checks'], {});
  const accepting = put(below, ['lints'], { accepts: [{ lint: 'missed-policy', because: 'begun with nothing' }] });

  test('policies of the board are promises, each held in the model as it stands', async () => {
    const { code, out, err } = await text(below);
    const kept = /No: (\d) of 2 (?:is|are) missed: the policy reserves\.policy\.\S+/;
    expect([code, kept.test(joined(out))], out).toEqual([1, true]);
    expect(joined(err)).toMatch(
      /asks for lowest cash of at least £1,000,000\.00 in \S+, and the model has .*\[policy-missed\]/,
    );
    expect((await text(below, '--only', 'balance')).code).toBe(0);
    const junit = await checked(below, 'junit');
    expect(junit.out).toMatch(/name="base: policy reserves\.policy\.cash_floor">\n +<failure type="policy-missed"/);
    expect((await checked(below, 'github')).out).toMatch(/^::error file=model\.yaml,.*title=policy-missed::/m);
  });

  const withCheck = (check: PlainMap): PlainMap => put(below, ['checks'], { floor: check });

  test.each([
    ['the same figure, of as much', { figure: 'cash.lowest', at_least: '1_000_000' }, 2],
    ['the same figure, of more', { figure: 'cash.lowest', at_least: '1_000_001' }, 2],
    ['what there is above it', { figure: 'obligation.lowest_cash.headroom', at_least: '0' }, 2],
    ['the same figure, of less', { figure: 'cash.lowest', at_least: '999_999' }, 3],
    ['the same figure, of one year', { figure: 'cash.lowest', at_least: '1_000_000', year: '2026' }, 3],
    ['another figure', { figure: 'reserves.closing', at_least: '1_000_000' }, 3],
  ])('a policy that a check promises too is one promise: %s', async (_, check, promises) => {
    const { out, err } = await text(withCheck(check as PlainMap));
    expect(joined(out)).toMatch(new RegExp(`\\d of ${promises} (is|are) missed`));
    expect(joined(err).includes('asks for lowest cash')).toBe(promises === 3);
  });

  test('a policy that is missed can be accepted with a reason, and is told with it', async () => {
    const { code, out } = await text(accepting, '--strict');
    expect(code).toBe(0);
    expect(joined(out)).toMatch(/Yes, but for \d of 2 that (is|are) missed and accepted with a reason\./);
    expect(joined(out)).toContain('accepted missed-policy');
    const kept = put(accepting, ['reserves'], { opening: '50_000_000', policy });
    expect(joined((await text(kept)).out)).toContain('accepts-nothing');
  });

  test('a promise that may be missed is told all the same, in every form', async () => {
    expect((await text(missed, '--only', 'balance')).out).toMatch(/model\.yaml +base +the check "income" fails/);
    const junit = await checked(missed, 'junit', '--only', 'balance');
    expect([junit.code, junit.out.match(/<failure/g)]).toEqual([0, null]);
    expect(junit.out).toContain('<testsuites name="buyin check" tests="14" failures="0">');
    expect(junit.out).toMatch(
      /are the board's promises kept" tests="2" failures="0" skipped="1">[\s\S]*<skipped message="the check &quot;income&quot; fails/,
    );
    const github = await checked(missed, 'github', '--only', 'balance');
    expect([github.code, github.out.match(/^::error/gm)]).toEqual([0, null]);
    expect(github.out).toMatch(/^::warning file=model\.yaml,.*title=check-failed::/m);
    const json = JSON.parse((await checked(missed, 'json', '--only', 'balance')).out);
    expect(json).toMatchObject({
      passes: true,
      holds: false,
      balances: true,
      keeps_promises: false,
      models: [{ promises: { held: 2, missed: 1 } }],
    });
    const cases = json.models[0].cases.filter((each: { verdict: string }) => each.verdict === 'promises');
    expect(cases.map((each: { name: string; holds: boolean }) => [each.name, each.holds])).toEqual([
      ['check income', false],
      ['check kept', true],
    ]);
  });

  describe('what was not reached is not claimed', () => {
    const scenarios = {
      fewer: { because: 'f', tiers: { gold: { joins: '40%' } } },
      broken: { because: 'b', tiers: { gold: { joins: '120%' } } },
    };
    const inSome = put(put(sound, ['scenarios'], scenarios), ['checks', 'income'], {
      ...promise('1'),
      scenarios: ['base', 'fewer', 'broken'] as never,
    });
    const setting = ['--set', 'tiers.gold.jions=40%'];

    test.each<[string, PlainMap, string[], string, number]>([
      ['what is set stands nowhere', sound, setting, 'Not known: 1 of 1 cannot be held.', 1],
      [
        'a scenario in which it is promised cannot be read',
        inSome,
        [],
        'Not known: 1 of 3 cannot be held: income (broken).',
        1,
      ],
      ['that alone is asked for', inSome, ['--scenario', 'broken'], 'Not known: the model cannot be read.', 0],
      [
        'another is missed',
        put(inSome, ['checks', 'more'], promise('5_000')),
        [],
        'No: 1 of 4 is missed, and 1 cannot be held: more.',
        1,
      ],
      [
        'the model as it stands cannot be read, and a scenario can',
        put(
          put(inSome, ['scenarios', 'mended'], { because: 'm', tiers: { gold: { price: { per_pupil: '6' } } } }),
          ['tiers', 'gold', 'price'],
          { per_pupil: 'lots' },
        ),
        ['--scenario', 'base', '--scenario', 'mended'],
        'Not known: 1 of 1 cannot be held.',
        1,
      ],
    ])('%s', async (_, data, options, kept, skipped) => {
      const { out } = await text(data, ...options);
      expect(joined(out)).toContain(`Are the board's promises kept? ${kept} What was checked`);
      const isMissed = kept.startsWith('No:');
      const json = JSON.parse((await checked(data, 'json', ...options)).out);
      expect([json.keeps_promises, json.models[0].keeps_promises]).toEqual(isMissed ? [false, false] : [null, null]);
      expect(json.models[0].promises.unheld).toBe(skipped);
      const unheld = json.models[0].cases.filter(({ holds }: { holds: boolean | null }) => holds === null);
      expect(unheld.length).toBe(skipped);
      const junit = (await checked(data, 'junit', ...options)).out;
      expect(junit.match(/<skipped/g)?.length ?? 0).toBe(skipped);
      expect((await checked(data, 'github', ...options)).out).toContain(`Are the board's promises kept? ${kept}\n`);
    });

    test('of several models', async () => {
      const files = { 'a.yaml': yamlOf(sound), 'c.yaml': yamlOf(unread) };
      const { out } = await play(['check', 'a.yaml', 'c.yaml', '--reporter', 'json'], { files });
      expect(JSON.parse(out).keeps_promises).toBeNull();
      expect(joined((await play(['check', 'a.yaml', 'c.yaml'], { files })).out)).toContain(
        "Are the boards' promises kept? By 1 of 1 that make some. Not known of 1 that cannot be read.",
      );
      expect(
        joined((await play(['check', 'c.yaml', 'd.yaml'], { files: { ...files, 'd.yaml': yamlOf(unread) } })).out),
      ).toContain("Are the boards' promises kept? Not known of 2 that cannot be read.");
    });
  });

  test('of several models at once, each has both verdicts and all have them first', async () => {
    const files = { 'a.yaml': yamlOf(sound), 'b.yaml': yamlOf(missed), 'c.yaml': yamlOf(unread) };
    const { code, out } = await play(['check', 'a.yaml', 'b.yaml', 'c.yaml'], { files });
    expect(code).toBe(1);
    expect(joined(out)).toContain(
      "Do they balance? 2 of 3 do. Are the boards' promises kept? By 1 of 2 that make some. Not known of 1 that cannot be read.",
    );
    expect(out).toMatch(/a\.yaml +yes +the one/);
    expect(out).toMatch(/b\.yaml +yes +1 of 2/);
    expect(out).toMatch(/c\.yaml +no: 1 problem +not known/);
    expect((await play(['check', 'a.yaml', 'b.yaml', '--only', 'balance'], { files })).code).toBe(0);
    const json = JSON.parse((await play(['check', 'b.yaml', 'c.yaml', '--reporter', 'json'], { files })).out);
    expect(json.models.map((each: object) => each)).toMatchObject([
      { balances: true, keeps_promises: false },
      { balances: false, keeps_promises: null },
    ]);
  });
});
