import { describe, expect, test } from 'vitest';
import { blocksOf, rowOf } from '../report/answers.js';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';

/* A scenario in a file of its own, wherever a scenario is named. */

const company: PlainMap = {
  buyin: '1',
  name: 'Two schools',
  calendar: { starts: '2018-09', years: '1', year_starts: 'September' },
  schools: {
    named: {
      a: { phase: 'primary', type: 'academy', pupils: '100', new_joiner: 'yes' },
      b: { phase: 'primary', type: 'academy', pupils: '200' },
    },
  },
  tiers: { membership: { use: 'hep-2018', joins: '100%' } },
  scenarios: { fewer: { because: 'half stay away', tiers: { membership: { joins: '50%' } } } },
};
const files = {
  [FILE]: yamlOf(company),
  'cheap.yaml': 'because: they asked for it\ntiers: { membership: { price: { per_pupil: 10 } } }\n',
  'folder/other.yml': 'extends: [fewer, cheap.yaml]\nreserves: { opening: 500 }\n',
  'added.yaml': 'extends: [fewer, cheap.yaml]\nadd: { reserves: { opening: 500 } }\n',
  'list.yaml': 'because: as further east\ntiers: { membership: { use: hep-two-boroughs } }\n',
  'circle.yaml': 'extends: circle.yaml\n',
  'my design+x.yaml': 'because: a plus\n',
  'words.yaml': '- not a map\n',
  'broken.yaml': 'because: [open\n',
  'whole.yaml': yamlOf(company),
  'missing.yaml': 'extends: nowhere.yaml\n',
};
const surplus = async (scenario: string) =>
  rowOf(await blocksOf(['forecast', FILE, '--scenario', scenario], { files }), 'surplus')?.[0]?.value;
const refused = async (scenario: string, exit = 1) => {
  const { code, err } = await play(['forecast', FILE, '--scenario', scenario], { files });
  expect(code).toBe(exit);
  return err;
};

describe('a scenario in a file', () => {
  test('changes the model as one of its own would, alone and together with others', async () => {
    expect(await surplus('cheap.yaml')).toBe('3000.00');
    expect(await surplus('fewer+cheap.yaml')).toBe('1500.00');
    expect(await surplus('cheap.yaml+fewer')).toBe('1500.00');
  });

  test('may stand on scenarios of the model and on other files, and take a price list', async () => {
    expect(await surplus('added.yaml')).toBe('1500.00');
    // At least 6,000 from a school that joins anew, and 200 × £19.
    expect(await surplus('list.yaml')).toBe('9800.00');
  });

  test('is named with its reason and its places where scenarios are compared', async () => {
    const { out } = await play(['compare', FILE, '--scenario', 'cheap.yaml'], { files });
    expect(out).toContain('cheap.yaml: they asked for it');
    expect(out).toMatch(/ cheap\.yaml:2:31\n/);
    const explained = await play(['explain', FILE, 'fee', '--school', 'a', '--scenario', 'cheap.yaml'], { files });
    expect(explained.out).toContain('cheap.yaml:2:');
  });

  test('is refused where it is none, in its own place', async () => {
    expect(await refused('nowhere.yaml', 2)).toContain('there is no file nowhere.yaml');
    expect(await refused('missing.yaml')).toMatch(/missing\.yaml:\d+:\d+: there is no file nowhere\.yaml/);
    expect(await refused('my design+x.yaml', 2)).toContain(
      'a plus joins scenarios: give my design+x.yaml a name without one',
    );
    expect(await refused('fewer+nowhere.yaml', 2)).not.toContain('a plus');
    expect(await refused('words.yaml')).toContain('words.yaml:1:1');
    expect(await refused('broken.yaml')).toContain('broken.yaml:1:');
    expect(await refused('folder/other.yml')).toContain('folder/other.yml:2:1: the model has no "reserves"');
    expect(await refused('circle.yaml')).toContain('extend each other');
    expect(await refused('whole.yaml')).toContain('whole.yaml:1:1: "buyin" is not a key of a scenario');
    expect((await refused('whole.yaml')).match(/\[[a-z-]+\]/g)).toHaveLength(1);
    expect(await refused('cheep', 2)).toContain('there is no scenario "cheep"');
  });

  test('is nothing that a model names by itself', async () => {
    const data = { ...company, scenarios: { odd: { extends: 'cheap.yaml' } } };
    const { code, err } = await play(['forecast', FILE, '--scenario', 'odd'], {
      files: { ...files, [FILE]: yamlOf(data) },
    });
    expect([code, err]).toEqual([1, expect.stringContaining('there is no scenario "cheap.yaml"')]);
  });
});
