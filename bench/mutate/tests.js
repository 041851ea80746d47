// Which tests are played against each mutant.
import { readdirSync } from 'node:fs';

/**
 * Tests that look at figures, prices, models and projections through the program's own interfaces, by folder or file.
 * Left out are all that take whole pages or start other programs.
 */
const LOOKING = /^(figures|pricing|cases|worked|reading|problems|laws)\b/;

/** Tests among them that take long, or look at what stands on these rooms. */
const ELSEWHERE = [
  /^laws.(appraisal|bounds|break-even|bridge|cells|coalition|design|examples|for-money|grid|groups|idle|inside|kept|lists)\b/,
  /^laws.(mix|models|pages|random-models|relative|scenarios|school-changes|sentences|simulation|solve|trials|value|workings)\b/,
  /^reading.(blame|csv|hostile-inputs|names|near-names|node-disk|odd-tables|yaml)\b/,
  /^worked.(appraisal|assumptions|break-even-by|cell-ranges|design|diff|figures|for-money|grid|idle|judged)\b/,
  /^worked.(obligations|relative|sensitivity|skipped|sustainability|unpriced)\b/,
];

/** The files of the tests that are played. */
export function testFiles() {
  return readdirSync('test', { recursive: true })
    .filter((path) => path.endsWith('.test.ts') && LOOKING.test(path) && !ELSEWHERE.some((one) => one.test(path)))
    .sort()
    .map((path) => `test/${path.replaceAll('\\', '/')}`);
}
