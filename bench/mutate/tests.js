// Which tests are played against each mutant.
import { readdirSync } from 'node:fs';

/**
 * Tests that look at figures, prices, models and projections through the program's own interfaces, by folder or file.
 * Left out are all that take whole pages or start other programs.
 */
const LOOKING = /^(figures|pricing|cases|worked|reading|problems|schema.test|lints|laws|simulation)\b/;

/** Tests among them that take longest, or look at how files are read. */
const ELSEWHERE = [
  /^laws.(appraisal|break-even|bridge|cells|grid|idle|inside|models|pages|random-models|scenarios|school-changes|sentences|trials|words)\b/,
  /^reading.(blame|csv|hostile-inputs|names|near-names|node-disk|odd-tables|yaml)\b/,
  /^simulation.(chance|command)\b/,
  /^worked.(figures|sustainability)\b/,
];

/** The files of the tests that are played. */
export function testFiles() {
  return readdirSync('test', { recursive: true })
    .filter((path) => path.endsWith('.test.ts') && LOOKING.test(path) && !ELSEWHERE.some((one) => one.test(path)))
    .sort()
    .map((path) => `test/${path.replaceAll('\\', '/')}`);
}

/**
 * Tests that hold all that is said of small companies: each looks at more than any other does, and takes longer than
 * most. A mutant that reaches one meets it, however many are quicker.
 */
export const ALWAYS = ['test/worked/companies.test.ts'];
