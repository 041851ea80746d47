import { expect, test } from 'vitest';
import { play } from '../support/play.js';

/** A company whose old keys stand wherever a key may stand, and the same by the names of now. */
const company = ([from, to, probability]: readonly string[]): string => `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 3, year_starts: September }
schools: { named: { oak: { phase: primary, type: community, pupils: 200 } } }
tiers: { core: { price: { flat: 500 }, joins: 100% } }
contracts:
  council: { kind: grant, per_year: 9_000, ${from}: 2026-10, ${to}: 2028-07 }
reserves: { opening: 900, policy: { risks: { flood: { amount: 2_000, ${probability}: 10% } } } }
lints: { accepts: [{ lint: retired-key, at: contracts.council.${from}, because: it is known }] }
scenarios:
  shorter: { contracts: { council: { ${to}: 2027-07 } } }
  open: { remove: [contracts.council.${to}] }
  another: { contracts: { add: { second: { kind: grant, per_year: 1_200, ${from}: 2027-01 } } } }
  likelier: { reserves: { policy: { risks: { flood: { ${probability}: 40% } } } } }
  all: { extends: [another, likelier], over: [], contracts: { each: { ${from}: 2027-02 } } }
`;
const OLD = ['starts', 'ends', 'likelihood'];
const NOW = ['from', 'to', 'probability'];
const list = (why: string): string => `buyin: 1
name: List
tiers: { core: { price: { flat: 500 } } }
examples: { leaflet: { school: { phase: primary, pupils: 40 }, tag: anomaly, pays: 500, published: 490, ${why}: rounded, source: Leaflet } }
`;

async function shown(model: string, argv: readonly string[]): Promise<string> {
  const { out, err, code } = await play(argv, { files: { 'model.yaml': model } });
  expect(code, `${argv.join(' ')}\n${out}${err}`).toBe(0);
  return out;
}

test.each([
  ['forecast .'],
  ...['shorter', 'open', 'another', 'likelier', 'all'].map((name) => [`forecast . --scenario ${name}`]),
  ['compare .'],
])('an old key and its new name are one place: %s', async (line) => {
  const [old, now] = await Promise.all([OLD, NOW].map((words) => shown(company(words), line.split(' '))));
  // A place counts the letters of the key before it.
  const plain = (page = ''): string => page.replace(/model\.yaml:\d+:\d+/g, 'model.yaml').replace(/\s+/g, ' ');
  expect(plain(old)).toBe(plain(now));
});

test('the command line knows both names, and one after the other is the same path twice', async () => {
  const with_ = (...sets: readonly string[]) => ['forecast', '.', ...sets.flatMap((set) => ['--set', set])];
  const now = await shown(company(NOW), with_('contracts.council.to=2027-03'));
  for (const model of [company(OLD), company(NOW)]) {
    const old = await shown(model, with_('contracts.council.ends=2027-03'));
    expect(old.replaceAll('council.ends', 'council.to')).toBe(now);
  }
  const twice = await play(with_('contracts.council.to=2027-03', 'contracts.council.ends=2027-04'), {
    files: { 'model.yaml': company(NOW) },
  });
  expect(twice.err.replace(/\s+/g, ' ')).toContain('the same path is set twice');
  const asked = [
    'solve',
    '.',
    '--set',
    'reserves.policy.risks.flood.likelihood',
    '--target',
    'reserves.policy[2026]=300',
  ];
  const solved = await play(asked, { files: { 'model.yaml': company(OLD) } });
  expect(solved.err).not.toContain('likelihood');
});

test('a key that is there by both names is told at its place', async () => {
  const both = company(NOW).replace('to: 2028-07', 'to: 2028-07, ends: 2028-06');
  const { err, code } = await play(['forecast', '.'], { files: { 'model.yaml': both } });
  expect(code).toBe(1);
  expect(err).toContain('model.yaml:7:72');
  expect(err).toContain('"to"');
});

test('check notes each old key with the line to write, and refuses none of them', async () => {
  const { out, code } = await play(['check', '.', '--strict', '--format', 'json'], {
    files: { 'model.yaml': company(OLD) },
  });
  expect(code).toBe(0);
  const says = [...out.matchAll(/"(\\"\w+\\" is read for one more version: write [^"]*)"/g)].map(([, text]) => text);
  expect(says).toHaveLength(7);
  expect(says).toContain('\\"ends\\" is read for one more version: write to: 2028-07');
  expect(await shown(company(NOW), ['check', '.', '--format', 'json'])).not.toContain('one more version');
  const lists = await Promise.all(['why', 'because'].map((why) => shown(list(why), ['check', 'model.yaml'])));
  expect(lists[0]).toContain('write because: rounded');
  expect(lists[1]).not.toContain('retired-key');
  for (const page of lists) expect(page).toContain('rounded');
});
