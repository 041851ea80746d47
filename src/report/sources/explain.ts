import { figureNamed } from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { textCell } from '../page/cell.js';
import { phrase } from '../page/phrase.js';
import { type Column, Report, type Row, type Table, type Tree, type TreeNode } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { tools } from '../sentences/asking.js';
import { basis } from '../sentences/basis.js';
import { opened } from './opened.js';

/** How much of a working a page shows: as many levels below the figure as are asked for, or what fits a screen. */
export type Depth = 'screen' | 'all' | number;

/**
 * The working of a figure, down to the lines of the files that it rests on. `asked` is how the figure was named, and
 * `found` how the draw was found that it is of, where it was looked for.
 */
export function explainReport(
  standing: Standing,
  asked: string,
  figure: Figure,
  depth: Depth,
  found: readonly Sentence[] = [],
): Report {
  const tree = treeOf(asked, figure, depth);
  return Report.of({
    id: 'explain',
    title: titled(`${standing.model.name}: ${asked}`),
    basis: [...found, ...basisOf(standing, [tree]), ...digitsNote(tree.shown)],
    blocks: [tree],
  });
}

/** The working of what a published price list charges a school: there is no model behind it. */
export function explainListReport(
  name: string,
  source: string | undefined,
  path: string,
  asked: string,
  figure: Figure,
  depth: Depth,
): Report {
  const tree = treeOf(asked, figure, depth);
  const said = [...basis.say.priceList(path), ...basis.say.source(source), ...digitsNote(tree.shown)];
  return Report.of({ id: 'explain', title: titled(`${name}: ${asked}`), basis: said, blocks: [tree] });
}

/** Programs get the whole working, made when it is first asked for; a page what the depth opens. */
function treeOf(asked: string, figure: Figure, depth: Depth): Tree {
  const label = rootLabel(figure, asked);
  const whole = (): TreeNode => opened(figure, label, 'all');
  let made: TreeNode | undefined;
  return {
    kind: 'tree',
    id: 'working',
    title: titled(asked),
    shown: depth === 'all' ? whole() : opened(figure, label, depth),
    get root() {
      made ??= depth === 'all' ? this.shown : whole();
      return made;
    },
  };
}

/** What the page says of numbers that no decimal ends on, where it shows one. */
function digitsNote(root: TreeNode): readonly Sentence[] {
  const isCut = ({ figure, parts }: TreeNode): boolean =>
    (figure?.isKnown === true && !figure.exact.ends) || parts.some(isCut);
  return tools.say.cut(isCut(root));
}

/**
 * The first line always has a name, if only the one that was asked for, and says how the figure is made like every line
 * below it.
 */
function rootLabel(figure: Figure, asked: string): string {
  const { origin, why } = figure.detail;
  return `${figure.label ?? asked}: ${figure.args.length > 0 ? phrase(figure) : (origin?.path ?? why ?? 'nothing')}`;
}

/** The names that `explain` takes, with what each means. */
export function namesReport(standing: Standing, names: readonly string[]): Report {
  const rows = names.map(
    (name): Row => ({
      id: name,
      role: 'line',
      level: 0,
      cells: [textCell(name), textCell(figureNamed(name, standing.model)?.means ?? '')],
    }),
  );
  const columns: Column[] = [
    { id: 'figure', heading: 'Figure', align: 'left' },
    { id: 'means', heading: 'What it is', align: 'left' },
  ];
  const table: Table = {
    kind: 'table',
    id: 'figures',
    title: titled('Figures that can be explained'),
    columns,
    rows,
    notes: [],
  };
  return Report.of({ id: 'explain', title: titled(`${standing.model.name}: figures`), basis: [], blocks: [table] });
}
