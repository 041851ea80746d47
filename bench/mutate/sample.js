// A checker for Stryker that lets a seeded sample of the mutants through, and sets all others aside.
import { createHash } from 'node:crypto';
import { declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';

/** Where a mutant goes in the draw: by what it is and where it stands, so that the same code gives the same sample. */
const placeOf = (seed, { fileName, location, replacement }) =>
  createHash('sha256')
    .update(JSON.stringify([seed, fileName.replace(/^.*\/src\//, 'src/'), location, replacement]))
    .digest('hex');

class Sample {
  static inject = tokens('options');
  constructor({ sample }) {
    this.sample = sample;
    this.drawn = new Set();
  }

  async init() {}

  /** Is given all mutants at once, and puts them into one group. */
  async group(mutants) {
    const { from = 0, size, seed } = this.sample;
    const placed = mutants.map(({ id, ...rest }) => ({ id, place: placeOf(seed, rest) }));
    placed.sort((a, b) => (a.place < b.place ? -1 : 1));
    for (const { id } of size === undefined ? placed : placed.slice(from, from + size)) this.drawn.add(id);
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants) {
    const aside = { status: 'compileError', reason: 'not drawn' };
    return Object.fromEntries(mutants.map(({ id }) => [id, this.drawn.has(id) ? { status: 'passed' } : aside]));
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', Sample)];
export const strykerValidationSchema = {
  properties: {
    sample: {
      type: 'object',
      properties: { from: { type: 'integer' }, size: { type: 'integer' }, seed: { type: 'integer' } },
      required: ['seed'],
    },
  },
};
