import fc from 'fast-check';
import { expect, test } from 'vitest';
import { about, OF_ANY } from '../support/command-lines.js';
import { FILE, yamlOf } from '../support/models.js';
import { at, isMap, type Plain, type PlainMap, put } from '../support/plain.js';
import { play } from '../support/play.js';
import { models } from '../support/random/models.js';
import { ofRuns, runs } from '../support/runs.js';
import { sharingByDefault } from '../support/sources.js';

/* A scenario that is told idle gives, in every command, what the model as it stands gives, but for its name. */

const NUMBER = /^-?[\d_]+(\.\d+)?%?$/;

/** The paths of all numbers of some parts of a model. */
function numbersIn(node: Plain | undefined, path: readonly string[]): string[][] {
  if (typeof node === 'string') return NUMBER.test(node) ? [[...path]] : [];
  if (node === undefined || !isMap(node)) return [];
  return Object.entries(node).flatMap(([key, each]) => numbersIn(each, [...path, key]));
}

const HEADS = [
  'assumptions',
  'contracts',
  'staff',
  'overheads',
  'tiers',
  'services',
  'loans',
  'capital',
  'reserves',
  'payment_terms',
  'bad_debt',
];

/** Another number of the same kind, or the same number written in another way. */
function changed(said: string, how: number): string {
  const [, number = '', percent = ''] = /^(-?[\d_.]+)(%?)$/.exec(said) ?? [];
  const value = Number(number.replace(/_/g, ''));
  if (how === 0) return number.includes('.') ? `${number}0${percent}` : percent === '' ? said : `${number}.0%`;
  return percent === '' ? String(Math.round(value) + how) : `${Math.max(0, Math.round(value) - how)}%`;
}

/** A report without the names of scenarios, and without what it says of where it comes from. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => !String(each?.name ?? '').startsWith('basis.')).map(bare);
  if (typeof value === 'string') return value.replaceAll('tried', 'base');
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !['scenario', 'basis', 'title'].includes(key));
  return Object.fromEntries(kept.map(([key, each]) => [key, bare(each)]));
}

const shown = async (files: Record<string, string>, argv: readonly string[], ...more: string[]): Promise<unknown> => {
  const { code, out, err } = await play([...about(argv, FILE), '--format', 'json', ...more], { files });
  expect([0, 1, 2], err).toContain(code);
  return code === 0 ? bare(JSON.parse(out)) : code;
};

const edits = fc.record({ pick: fc.nat(), how: fc.nat(3), spare: fc.nat(3) });

/** A model with a scenario that changes one number of it, an assumption that nothing uses, or both. */
function withScenario(data: PlainMap, { pick, how, spare }: { pick: number; how: number; spare: number }): PlainMap {
  const base = put(data, ['assumptions', 'spare'], { value: '5' });
  const numbers = HEADS.flatMap((head) => numbersIn(at(base, [head]), [head])).filter(
    (path) => path[1] !== 'spare' && !path.includes('range'),
  );
  const path = numbers[pick % Math.max(1, numbers.length)];
  let scenario: PlainMap = { because: 'tried' };
  if (spare < 2) scenario = put(scenario, ['assumptions', 'spare'], { value: '7' });
  if (spare > 0 && path !== undefined) scenario = put(scenario, path, changed(at(base, path) as string, how));
  return put(base, ['scenarios'], { tried: scenario });
}

test('a scenario that is told idle gives what the model as it stands gives, in every command', async () => {
  let idle = 0;
  await fc.assert(
    fc.asyncProperty(models, edits, (data, edit) =>
      sharingByDefault(async () => {
        const files = { [FILE]: yamlOf(withScenario(data, edit)) };
        const { out } = await play(['check', FILE, '--reporter', 'json'], { files });
        const { balances, models: found } = JSON.parse(out);
        fc.pre(balances);
        const isIdle = found[0].findings.some(({ lint }: { lint: string }) => lint === 'idle-scenario');
        if (!isIdle) return;
        idle++;
        for (const argv of OF_ANY)
          expect(await shown(files, argv, '--scenario', 'tried'), argv.join(' ')).toEqual(
            await shown(files, argv, '--scenario', 'base'),
          );
      }),
    ),
    runs(28, 77),
  );
  expect(idle).toBeGreaterThan(ofRuns(7));
});

test('a change that leaves a number as it is is told idle, whatever the number is of', async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(
      models,
      fc.nat(),
      fc.constantFrom({ times: '100%' }, { plus: '0' }, { times: '1', plus: '0' }),
      async (data, pick, change) => {
        const numbers = HEADS.flatMap((head) => numbersIn(at(data, [head]), [head])).filter(
          (path) => !path.includes('range'),
        );
        const path = numbers[pick % Math.max(1, numbers.length)] ?? [];
        const scenario = put({ because: 'tried' }, path, change);
        const { out } = await play(['check', FILE, '--reporter', 'json'], {
          files: { [FILE]: yamlOf(put(data, ['scenarios'], { tried: scenario })) },
        });
        const { balances, models: found } = JSON.parse(out);
        // Where a number may not be changed so, that is a problem of its own.
        fc.pre(balances && path.length > 0);
        told++;
        expect(
          found[0].findings.map(({ lint }: { lint: string }) => lint),
          `${path.join('.')} ${JSON.stringify(change)}`,
        ).toContain('idle-scenario');
      },
    ),
    runs(40, 79),
  );
  expect(told).toBeGreaterThan(ofRuns(20));
});

test('a --set that is told to make no difference gives what the model gives without it, and one that moves a figure is not told', async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(models, fc.nat(), fc.nat(3), (data, pick, how) =>
      sharingByDefault(async () => {
        const numbers = HEADS.flatMap((head) => numbersIn(at(data, [head]), [head])).filter(
          (path) => !path.includes('range'),
        );
        const path = numbers[pick % Math.max(1, numbers.length)];
        fc.pre(path !== undefined);
        const set = `${path?.join('.')}=${changed(at(data, path ?? []) as string, how)}`;
        const files = { [FILE]: yamlOf(data) };
        const argv = ['forecast', FILE, '--detail', '--format', 'json'];
        const [before, after] = [await play(argv, { files }), await play([...argv, '--set', set], { files })];
        fc.pre(before.code === 0 && after.code === 0);
        const isSame = JSON.stringify(bare(JSON.parse(before.out))) === JSON.stringify(bare(JSON.parse(after.out)));
        if (after.err.includes('makes no difference')) {
          told++;
          expect(isSame, set).toBe(true);
        } else if (how === 0) expect(after.err).toBe('');
      }),
    ),
    runs(40, 78),
  );
  expect(told).toBeGreaterThan(ofRuns(4));
});

test('a change of the rolls is idle where it comes to nothing, though the model had none or had it of other years', async () => {
  const of = (schools: string, scenario: string, years = 2): string =>
    `buyin: 1\nname: Small\ncalendar: { starts: 2026-09, years: ${years}, year_starts: September }\nschools: { ${schools} }\ntiers: { m: { price: { per_pupil: 10 }, joins: 100% } }\nscenarios: { tried: { because: births, schools: { ${scenario} } } }\n`;
  const oak = (pupils: string): string => `named: { oak: { phase: primary, type: community, pupils: ${pupils} } }`;
  const given = oak('{ 2026: 200, 2027: 190 }');
  const isIdle = async (text: string): Promise<boolean> => {
    const { out, err } = await play(['check', FILE, '--reporter', 'json'], { files: { [FILE]: text } });
    expect(err).toBe('');
    return JSON.parse(out).models[0].findings.some(({ lint }: { lint: string }) => lint === 'idle-scenario');
  };
  expect(await isIdle(of(oak('200'), 'add: { roll_change: -5% }', 1))).toBe(true);
  expect(await isIdle(of(oak('200'), 'add: { roll_change: -5% }'))).toBe(false);
  expect(await isIdle(of(given, 'add: { roll_change: -5% }'))).toBe(true);
  expect(await isIdle(of(given, 'add: { roll_change: -5% }', 3))).toBe(false);
  expect(await isIdle(of(oak('200'), 'add: { roll_change: { secondary: -5% } }'))).toBe(true);
  expect(await isIdle(of(oak('200'), 'add: { roll_change: { 2028: 5% } }'))).toBe(true);
  expect(await isIdle(of(`roll_change: 2%, ${oak('200')}`, 'roll_change: { 2026: 2%, 2027: 5% }'))).toBe(false);
});

test.each(['opens: 2026-10', 'closes: 2028-03', 'member_from: 2027-01', 'leaves: 2027-05'])(
  'a change that comes to nothing is idle where the pupils of a school that comes or goes rest on it: %s',
  async (life) => {
    const text = `buyin: 1\nname: Small\ncalendar: { starts: 2026-09, years: 2, year_starts: September }\nassumptions: { a: { value: 200 } }\nschools: { named: { oak: { phase: primary, type: community, pupils: =a, ${life} } } }\ntiers: { m: { price: { flat: 10 }, joins: 100% } }\nscenarios: { tried: { because: births, assumptions: { a: { value: { times: 100% } } } } }\n`;
    const { out } = await play(['check', FILE, '--reporter', 'json'], { files: { [FILE]: text } });
    const { models: found } = JSON.parse(out);
    expect(found[0].findings.map(({ lint }: { lint: string }) => lint)).toContain('idle-scenario');
  },
);
