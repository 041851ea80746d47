import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerOf, INTENTS, type Model } from '../../src/model/index.js';
import { project } from '../../src/projection/index.js';
import { Source } from '../../src/reading/index.js';
import { diskOf } from '../support/disk.js';
import { FILE, models, type PlainMap, put, yamlOf } from '../support/models.js';
import { runs } from '../support/runs.js';

/* What schools answer, held against what the roll says. */

const ANSWERS = 'intentions.csv';
const HEAD = 'school,option,intent,date,evidence\n';
const loaded = (data: PlainMap, rows: readonly string[] | undefined): Model => {
  const asked = rows === undefined ? data : put(data, ['schools', 'consultation'], { file: ANSWERS, latest: 'yes' });
  return Source.open(diskOf({ [FILE]: yamlOf(asked), [ANSWERS]: `${HEAD}${(rows ?? []).join('')}` }), FILE).load()
    .model;
};
/** All books of a model, month by month and to the penny. */
const books = (model: Model): readonly string[] =>
  project(model).journal.transactions.flatMap(({ month, postings }) =>
    postings.map(({ account, side, amount }) => `${month} ${account} ${side} ${String(amount.value)}`),
  );

test('answers that repeat what the roll says change nothing', () => {
  fc.assert(
    fc.property(models, (data) => {
      const before = loaded(data, undefined);
      const rows = before.schools.flatMap(({ id, intent, count }) =>
        intent === undefined || count !== undefined || !isCounted(before, intent)
          ? []
          : [`${id},base,${intent},2018-03-01,\n`],
      );
      expect(books(loaded(data, rows))).toEqual(books(before));
    }),
    runs(60, 7),
  );
});

/** An answer for which no tier has a share is refused. */
const isCounted = ({ tiers }: Model, intent: (typeof INTENTS)[number]): boolean =>
  [...tiers.values()].some(({ joins }) => joins.byIntent.has(intent));

const answers = fc.array(fc.tuple(fc.nat(9), fc.constantFrom(...INTENTS), fc.integer({ min: 1, max: 28 })), {
  maxLength: 12,
});

test('the order of the rows is irrelevant, and the latest answer of a school is the one that counts', () => {
  fc.assert(
    fc.property(models, answers, fc.func(fc.integer()), (data, said, rank) => {
      const base = loaded(data, undefined);
      const single = base.schools.filter(({ count }) => count === undefined);
      const seen = new Set<string>();
      const rows = said.flatMap(([i, intent, day]) => {
        const id = single[i % Math.max(1, single.length)]?.id;
        if (id === undefined || seen.has(`${id}|${day}`) || !isCounted(base, intent)) return [];
        seen.add(`${id}|${day}`);
        return [{ id, intent, day, row: `${id},base,${intent},2018-03-${String(day).padStart(2, '0')},\n` }];
      });
      const one = loaded(
        data,
        rows.map(({ row }) => row),
      );
      const other = loaded(
        data,
        [...rows].sort((a, b) => rank(a.row) - rank(b.row)).map(({ row }) => row),
      );
      expect(books(other)).toEqual(books(one));
      for (const school of one.schools) {
        const last = rows.filter(({ id }) => id === school.id).sort((a, b) => b.day - a.day)[0];
        for (const tier of one.tiers.keys()) expect(answerOf(school, tier)?.intent).toBe(last?.intent);
      }
    }),
    runs(60, 7),
  );
});
