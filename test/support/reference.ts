import { readdirSync, readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

/** A model that a page of the reference shows, with the files of schools beside it. */
export interface ReferenceModel {
  readonly page: string;
  readonly name: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

type PlainValue = Readonly<Record<string, unknown>>;

const FOLDER = 'docs/language';

/** The pages of the reference by their names, without those of two letters or more in capitals: `prices`. */
export const pages: ReadonlyMap<string, string> = new Map(
  readdirSync(FOLDER).map((file) => [file.replace(/\.md$/, ''), readFileSync(`${FOLDER}/${file}`, 'utf8')] as const),
);

/** The fenced texts of a page with exactly this marker. */
export function fenced(page: string, marker: string): string[] {
  return [...(pages.get(page) ?? '').matchAll(new RegExp(`^\`\`\`${marker}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );
}

const isMap = (value: unknown): value is PlainValue =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merged(under: unknown, over: unknown): unknown {
  if (!isMap(under) || !isMap(over)) return over;
  const all = Object.keys({ ...under, ...over });
  return Object.fromEntries(
    all.map((key) => [key, key in over ? (key in under ? merged(under[key], over[key]) : over[key]) : under[key]]),
  );
}

const CORE = (): unknown => parse(fenced('core', 'yaml model')[0] as string);

/** Parts of models put on the model of the core, one after the other. */
export function onCore(parts: readonly string[]): string {
  return stringify(parts.map((part) => parse(part)).reduce(merged, CORE()));
}

function filesOf(page: string): Readonly<Record<string, string>> {
  const named = [...(pages.get(page) ?? '').matchAll(/^```csv (\S+\.csv)$/gm)].map(([, name = '']) => name);
  return Object.fromEntries(named.flatMap((name) => fenced(page, `csv ${name}`).map((text) => [name, text] as const)));
}

/**
 * Every model of the reference: those that a page shows whole (`yaml model`), the core with the parts of a page on it
 * (`yaml part`), and with one part alone (`yaml other`).
 */
export const referenceModels: readonly ReferenceModel[] = [...pages.keys()].flatMap((page) => {
  const files = filesOf(page);
  const parts = fenced(page, 'yaml part');
  const texts = [
    ...fenced(page, 'yaml model'),
    ...(parts.length > 0 ? [onCore(parts)] : []),
    ...fenced(page, 'yaml other').map((part) => onCore([part])),
  ];
  return texts.map((text, i) => ({
    page,
    name: `${page} ${i + 1}: ${/^name: (.*)$/m.exec(text)?.[1] ?? ''}`,
    text,
    files: Object.fromEntries(Object.entries(files).filter(([name]) => text.includes(name))),
  }));
});
