import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FILE, models, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';

/*
 * A shared piece is what stands under its name, wherever it stands. What is written once is one input however many
 * places take it, so that of the page only the count of inputs may be less.
 */

const isMap = (said: unknown): said is PlainMap => typeof said === 'object' && said !== null && !Array.isArray(said);
const PARTS = ['tiers', 'services', 'contracts', 'overheads', 'staff'];

/** A model with every map and list of its items as a piece; pieces that say the same are one. */
function inPieces(data: PlainMap): PlainMap {
  const pieces = new Map<string, { readonly name: string; readonly said: unknown }>();
  const shared = (said: unknown): unknown => {
    if (typeof said !== 'object' || said === null) return said;
    const key = JSON.stringify(said);
    const found = pieces.get(key) ?? { name: `piece_${pieces.size + 1}`, said };
    pieces.set(key, found);
    return `=${found.name}`;
  };
  const parts = PARTS.flatMap((part) => {
    const items = data[part];
    if (!isMap(items)) return [];
    const all = Object.entries(items).map(([id, said]) => [
      id,
      isMap(said) ? Object.fromEntries(Object.entries(said).map(([key, each]) => [key, shared(each)])) : said,
    ]);
    return [[part, Object.fromEntries(all)] as const];
  });
  return {
    ...data,
    ...Object.fromEntries(parts),
    shared: Object.fromEntries([...pieces.values()].map(({ name, said }) => [name, said])) as PlainMap,
  };
}

/** The sentence that counts the inputs, and how many there are. */
const INPUTS = /^ *The figures rest on (\d+) inputs?\b[^.]*\.\n/m;

test('a model in pieces is the model, to the byte', async () => {
  let met = 0;
  await fc.assert(
    fc.asyncProperty(models, async (data) => {
      const pieces = inPieces(data);
      met += Object.keys(pieces.shared as PlainMap).length;
      const pages = [data, pieces].map(async (each) => {
        const files = { [FILE]: yamlOf(each) };
        const { code, out } = await play(['forecast', FILE, '--by', 'quarter'], { files });
        return { code, out: out.replace(INPUTS, ''), inputs: Number(out.match(INPUTS)?.[1]) };
      });
      const [written, inOne] = await Promise.all(pages);
      expect({ ...inOne, inputs: 0 }).toEqual({ ...written, inputs: 0 });
      expect(inOne?.inputs).toBeGreaterThan(0);
      expect(inOne?.inputs).toBeLessThanOrEqual(written?.inputs as number);
    }),
    runs(32, 1),
  );
  expect(met).toBeGreaterThan(4);
});
