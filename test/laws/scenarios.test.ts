import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellAt, type JsonTable } from '../report/answers.js';
import { FILE, type PlainMap, yamlOf } from '../support/models.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';
import { withScenarios } from '../support/scenarios.js';

/* What `check` accepts, every command shows. */

const COMMANDS = ['compare', 'sustainability', 'appraise', 'obligations'];

test('what check accepts, every command that puts scenarios side by side shows', async () => {
  await fc.assert(
    fc.asyncProperty(withScenarios, async (data: PlainMap) => {
      const files = { [FILE]: yamlOf(data) };
      const checked = await play(['check', FILE, '--only', 'balance'], { files });
      fc.pre(checked.code === 0);
      for (const command of COMMANDS) {
        const { code, err, out } = await play([command, FILE, '--format', 'json'], { files });
        expect(code, `${command}: ${err}`).toBe(0);
        if (command === 'compare') adds(JSON.parse(out).blocks);
      }
    }),
    runs(60, 41),
  );
});

/** From the base over every step to the scenario, to the penny, side by side. */
function adds(blocks: readonly JsonTable[]): void {
  const bridge = blocks.find(({ id }) => id === 'bridge');
  if (bridge === undefined) return;
  bridge.columns.slice(1).forEach(({ heading }, i) => {
    const pence = (id: string): number => Math.round(Number(cellAt(blocks, id, i)) * 100);
    const steps = bridge.rows.filter(({ id }) => id !== 'from' && id !== 'to').flatMap(({ cells }) => cells[i + 1]?.value ?? []);
    expect(pence('from') + steps.reduce((sum, value) => sum + Math.round(Number(value) * 100), 0), heading).toBe(pence('to'));
  });
}
