import type { Report } from '../report/page/report.js';

/** What a report is written on. Only a terminal has a width and may have colours. */
export interface Page {
  /** In terminal cells. */
  readonly width: number;
  readonly colour: boolean;
}

/** A report as text that ends in a line break. */
export type Format = (report: Report, page: Page) => string;

export type FormatName = 'table' | 'markdown' | 'csv' | 'json';

/** Every format, loaded when it is asked for: what draws tables takes longer to load than most commands take to run. */
export const formats: Readonly<Record<FormatName, () => Promise<Format>>> = {
  table: async () => (await import('./table.js')).table,
  markdown: async () => (await import('./markdown.js')).markdown,
  csv: async () => (await import('./csv.js')).csv,
  json: async () => (await import('./json.js')).json,
};
