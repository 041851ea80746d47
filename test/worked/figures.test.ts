import { describe, expect, test } from 'vitest';
import { figureFor, figureNamed, figureNames, type Ref } from '../../src/analysis/index.js';
import { project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { nodeDisk } from '../../src/reading/node-disk.js';
import { FILE, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* The register of figures: what it says of each is true of the figure that it makes. */

describe('each figure that a model has', () => {
  const projection = project(Source.open(nodeDisk, 'examples/alliance').load({ scenarios: [], sets: [] }).model);
  const { model } = projection;
  const names = figureNames(model);
  const [tier = ''] = model.tiers.keys();
  const school = model.schools[0]?.id as string;
  const places: readonly Omit<Ref, 'figure'>[] = [
    { year: 2027, tier, school },
    { month: '2027-03', tier, school },
    { term: '2027-spring' },
  ];

  test('is listed once, and says what it means', () => {
    expect(names.length).toBeGreaterThan(300);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => (figureNamed(name, model)?.means ?? '') === '')).toEqual([]);
  });

  test.each(places.map((place) => [JSON.stringify(place), place] as const))(
    'is made in the kind that it says, or is none, at %s',
    (_, place) => {
      const made = names.flatMap((name) => {
        const figure = figureFor(projection, { figure: name, ...place });
        return 'what' in figure ? [] : [{ name, kind: figure.kind, says: figureNamed(name, model)?.kind }];
      });
      expect(made.length).toBeGreaterThan(200);
      expect(made.filter(({ kind, says }) => kind !== says)).toEqual([]);
    },
  );

  test('is of the company year that a month lies in, where it is of a year', () => {
    for (const name of ['fee', 'tier.income', 'gains.better.today', 'efficiency.per_school', 'share.any']) {
      const [ofMonth, ofYear] = [{ month: '2027-03' }, { year: 2026 }].map((when) =>
        figureFor(projection, { figure: name, tier, school, ...when }),
      );
      expect(ofMonth && 'exact' in ofMonth && ofMonth.exact.toString(), name).toBe(
        ofYear && 'exact' in ofYear ? ofYear.exact.toString() : '',
      );
    }
  });
});

describe('a name that nothing has', () => {
  const model = { buyin: '1', name: 'Names', calendar: { starts: '2026-09', years: '2', year_starts: 'September' } };
  const files = { [FILE]: yamlOf(model) };

  test.each([
    'fee.',
    'income.',
    'mix',
    'mix.sales.',
    'stream.pays',
    'break_even.members.none',
    'economy.saving.list',
    '.',
    '',
  ])('%j', async (name) => {
    const { code } = await play(['explain', FILE, name, '--school', 'phase=primary,pupils=200'], { files });

    expect(code).not.toBe(0);
    expect(code).not.toBe(70);
  });
});
