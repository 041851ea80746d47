import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { constant, Exact, lever, type Rate } from '../../src/figures/index.js';
import type { Model, School } from '../../src/model/index.js';
import { type Chance, decidersOf, decisionsOf, partKey, project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { pageOf, shortPageOf } from '../support/company-page.js';
import { diskOf } from '../support/disk.js';

/*
 * Small companies, each with every rule of one subject, and all that a projection says of them: every line, what is
 * booked when, what each school pays, and what figures are made of. A change of any of it is read before it is kept:
 * UPDATE_GOLDEN=1 writes the pages anew.
 */

const FOLDER = join('test', 'worked', 'companies');
const WHOLE = 'expected.txt';
const UPDATE = process.env.UPDATE_GOLDEN === '1';

function modelOf(name: string): Model {
  const names = readdirSync(join(FOLDER, name)).filter((file) => !file.endsWith('.txt'));
  const files = Object.fromEntries(names.map((file) => [file, readFileSync(join(FOLDER, name, file), 'utf8')]));
  return Source.open(diskOf(files), 'model.yaml').load({ scenarios: [], sets: [] }).model;
}

const pathOf = (name: string, file: string): string => join(FOLDER, name, file);

function expectPage(name: string, file: string, page: string): void {
  if (UPDATE) writeFileSync(pathOf(name, file), page);
  expect(page).toBe(readFileSync(pathOf(name, file), 'utf8'));
}

/** What another page has of the company's own, and what it has not. */
function expectOther(name: string, file: string, page: string): void {
  const own = readFileSync(pathOf(name, WHOLE), 'utf8').split('\n');
  const other = page.split('\n');
  const [before, now] = [new Set(own), new Set(other)];
  const gone = own.slice(own.indexOf('# Workings')).filter((line) => !now.has(line));
  const come = other.filter((line) => line.startsWith('#') || !before.has(line));
  expectPage(name, file, [...come, '', '# Gone', ...gone, ''].join('\n'));
}

/** A number from 0 to 1 for each name, which looks drawn and is the same in every run; for some just half. */
function drawn(name: string): Rate {
  const hundredths = /fir|briefing/.test(name)
    ? 50
    : [...name].reduce((so, each) => (so * 31 + each.charCodeAt(0)) % 97, 7);
  return constant('rate', Exact.fraction(hundredths, 100), `drawn for ${name}`);
}

function chanceOf(model: Model): Chance {
  const deciders = decidersOf(model);
  return {
    decisions: (school) => deciders.decisionsOf(school).map(drawn),
    units: (school, service) =>
      Array.from({ length: decisionsOf(school) }, (_, i) => drawn(`${service} of ${school.id}, ${i + 1}`)),
    roll: ({ id, phase }) => (phase === 'primary' ? constant('rate', Exact.of('1.1'), `roll of ${id}`) : undefined),
    movesRolls: true,
  };
}

const LEVERS = {
  members: lever('members'),
  price: lever('price'),
  contract: lever('contract'),
  traded: lever('traded'),
  roll: lever('roll'),
};

describe.each(readdirSync(FOLDER))('a company of %s', (name) => {
  test('is as it was', () => expectPage(name, WHOLE, pageOf(project(modelOf(name)))));
});

test.each(['books', 'groups', 'logit', 'services', 'vat'])('a company of %s with levers that are not turned', (name) =>
  expectOther(name, 'levers.txt', shortPageOf(project(modelOf(name), LEVERS))),
);

test.each(['groups', 'groups-apart', 'lives', 'logit', 'offers', 'services'])('a company of %s in one draw', (name) => {
  const model = modelOf(name);
  expectOther(name, 'drawn.txt', shortPageOf(project(model, {}, chanceOf(model))));
});

test.each(['groups', 'lives', 'offers'])('a company of %s of which schools may be taken out', (name) => {
  const model = modelOf(name);
  const [first, second] = model.schools as readonly School[] as readonly [School, School];
  const [tier = ''] = model.tiers.keys();
  const own = new Map([
    [first.id, lever('first')],
    [partKey(second.id, tier), lever('second')],
  ]);
  expectOther(name, 'taken-out.txt', shortPageOf(project(model, {}, undefined, own)));
});
