import { describe, expect, test } from 'vitest';
import { play } from '../support/play.js';

const MODEL = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools:
  named:
    oak: { name: Oak, phase: primary, type: community, pupils: 200, pays_now: 1_000 }
    elm: { name: Elm, phase: primary, type: community, pupils: 100 }
    ash: { name: Twin, phase: primary, type: community, pupils: 50 }
    yew: { name: Twin, phase: primary, type: community, pupils: 60 }
tiers:
  gold: { name: Gold tier, price: { per_pupil: 10, floor: 100, cap: 5_000 }, joins: { primary: 50%, others: 20% } }
  silver: { price: { flat: 300, floor: 200 }, joins: 30% }
  listed: { price: [{ when: { phase: primary }, per_pupil: 4 }, { flat: 700 }], joins: 5% }
overheads: { rent: { per_year: 1_000 } }
scenarios:
  no_silver: { because: one tier fewer, remove: tiers.silver }
  with_new: { because: one tier more, tiers: { add: { new: { price: { flat: 1 }, joins: 1% } } } }
  caps: { because: dearer, name: Higher caps, tiers: { each: { price: { cap: { times: 110% }, floor: { times: 110% } } } } }
  paid: { because: paid more, schools: { change: [{ when: { phase: primary }, pays_now: { times: 110% } }] } }
options: [no_silver, with_new]
stresses: [caps]
`;

/** A text without the ends of its lines. */
const flat = (text: string): string => text.replace(/\s+/g, ' ');

const told = async (...argv: string[]): Promise<string> => {
  const [command = '', ...options] = argv;
  const { out, err } = await play([command, 'model.yaml', ...options], { files: { 'model.yaml': MODEL } });
  return flat(`${out}\n${err}`);
};
const figure = async (name: string, ...options: string[]): Promise<string> =>
  /"value": "?([^",]+)/.exec(await told('explain', name, '--format', 'json', ...options))?.[1] ?? '';

describe('a change of several things names those that it skips', () => {
  test.each<[string, string[], string[]]>([
    [
      'a scenario, part by part, by the names of things',
      ['--scenario', 'caps'],
      [
        'What Higher caps says of tiers.each.price.cap (model.yaml:18:73) leaves out silver and listed, which have none.',
        'price.floor (model.yaml:18:95) leaves out listed, which has none.',
      ],
    ],
    [
      'the command line',
      ['--set', 'tiers.each.price.cap.times=110%'],
      ['What --set says of tiers.each.price.cap leaves out silver and listed, which have none.'],
    ],
    [
      'below a list',
      ['--set', 'tiers.each.price.per_pupil.times=110%'],
      ['tiers.each.price.per_pupil leaves out silver, which has none.'],
    ],
    [
      'what is set and not relative',
      ['--set', 'tiers.each.price.cap=9_000'],
      ['tiers.each.price.cap leaves out silver and listed, which have none.'],
    ],
    [
      'shares by phase',
      ['--set', 'tiers.each.joins.primary.times=50%'],
      ['tiers.each.joins.primary leaves out silver and listed, which have none.'],
    ],
    [
      'several schools, each by a name of its own',
      ['--set', 'schools[phase=primary].pays_now.times=110%'],
      ['What --set says of pays_now (phase primary) leaves out Elm, Twin (ash) and Twin (yew), which have none.'],
    ],
    [
      'several schools of a scenario',
      ['--scenario', 'paid'],
      ['What paid says of pays_now (phase primary) (model.yaml:19:79) leaves out Elm,'],
    ],
  ])('%s', async (_, options, expected) => {
    const page = await told('forecast', ...options);
    for (const each of expected) expect(page).toContain(each);
  });

  test('where all have the place nothing is said', async () => {
    expect(await told('forecast', '--set', 'tiers.each.joins.times=50%')).not.toContain('leaves out');
    expect(await told('forecast', '--set', 'schools[phase=primary].pupils.times=50%')).not.toContain('leaves out');
  });

  test('where none has the place it is a problem at the part that is not there', async () => {
    expect(await told('forecast', '--set', 'tiers.each.price.bands.times=2')).toContain(
      'the model has no "tiers.gold.price.bands" to change',
    );
    expect(await told('forecast', '--set', 'tiers.each.uplift=2%')).toContain(
      'the model has no "tiers.each.uplift" to change',
    );
    expect(await told('forecast', '--set', 'schools[phase=primary].budget.times=2')).toContain(
      'nothing is said of "budget"',
    );
  });

  test('each is part by part: an item has what it has a place for, and what it says itself goes before each', async () => {
    const floors =
      'tiers: { each: { price: { cap: { times: 1% }, floor: { times: 200% } } }, gold: { price: { cap: 400 } } }';
    const text = MODEL.replace('scenarios:\n', `scenarios:\n  both: { because: both, ${floors} }\n`);
    const { out } = await play(['price', 'model.yaml', '--scenario', 'both', '--format', 'json', '--school', 'Oak'], {
      files: { 'model.yaml': text },
    });
    // Gold: 200 pupils at 10, capped at its own 400. Silver: 300, with a floor of 400.
    expect(out.match(/"value": "400.00"/g)?.length).toBeGreaterThanOrEqual(2);
  });

  test('a key may be added to each, and of lists of unlike items those that have the key are changed', async () => {
    expect(await figure('income.membership', '--year', '2027', '--set', 'tiers.each.add.uplift=10%')).not.toBe(
      await figure('income.membership', '--year', '2027'),
    );
    const both = '{ per_pupil: { times: 200% }, flat: { times: 200% } }';
    expect(
      Number(await figure('income.membership.listed', '--year', '2026', '--set', `tiers.listed.price=${both}`)),
    ).toBe(2 * Number(await figure('income.membership.listed', '--year', '2026')));
  });

  test('side by side, below what each scenario changes', async () => {
    expect(await told('compare', '--scenario', 'caps')).toContain(
      'What Higher caps says of tiers.each.price.cap (model.yaml:18:73) leaves out silver and listed, which have none.',
    );
  });
});

describe('what is set of a place that one model of a grid lacks is idle there', () => {
  test.each(['compare --grid', 'obligations', 'sustainability', 'appraise', 'check'])('%s', async (command) => {
    const [name = '', ...options] = command.split(' ');
    for (const set of ['tiers.silver.price.flat=350', 'tiers.new.price.flat=2']) {
      const { code, err } = await play([name, 'model.yaml', ...options, '--set', set], {
        files: { 'model.yaml': MODEL },
      });
      expect(err).not.toContain('problem');
      expect(code).toBe(0);
    }
  });

  test('every cell says so, once for an option', async () => {
    const page = await told('compare', '--grid', '--set', 'tiers.silver.price.flat=350');
    expect(page).toContain(
      'no silver under every stress: what --set says of tiers.silver.price.flat changes nothing, because no silver has no such place.',
    );
    expect(page).not.toContain('with new under');
    expect(page).not.toContain('base under');
  });

  test.each(['compare --grid', 'obligations', 'sustainability', 'appraise'])(
    '%s refuses what no model of the grid has, with 2',
    async (command) => {
      const [name = '', ...options] = command.split(' ');
      for (const set of ['tiers.bronze.price.flat=350', 'schools[Larch].pupils=4', 'schools[trust=Elm].pupils=4']) {
        const { code, err } = await play([name, 'model.yaml', ...options, '--set', set], {
          files: { 'model.yaml': MODEL },
        });
        expect(err).toContain('1 problem');
        expect(code).toBe(2);
      }
    },
  );

  test('one model by itself must have the place', async () => {
    const { code, err } = await play(
      ['forecast', 'model.yaml', '--scenario', 'no_silver', '--set', 'tiers.silver.price.flat=350'],
      {
        files: { 'model.yaml': MODEL },
      },
    );
    expect(err).toContain('the model has no "tiers.silver.price.flat" to change');
    expect(code).toBe(2);
  });
});
