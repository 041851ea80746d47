import type { Shipped } from '../../reading/index.js';
import { NONE, textCell } from '../page/cell.js';
import { type Block, type Column, Report, type Row, type Table } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { tools } from '../sentences/asking.js';
import { basis } from '../sentences/basis.js';

const column = (id: string, heading: string, align: Column['align'] = 'left'): Column => ({ id, heading, align });

/** What comes with the program, with a line each. */
export function modelsReport(library: readonly Shipped[]): Report {
  const table = (kind: Shipped['kind'], title: string, notes: readonly Sentence[]): Table => ({
    kind: 'table',
    id: kind.replace(' ', '_'),
    title: titled(title),
    columns: [column('name', 'Name'), column('title', 'What it is')],
    rows: library
      .filter((each) => each.kind === kind)
      .map(
        ({ name, title: what, year }): Row => ({
          id: name,
          role: 'line',
          level: 0,
          cells: [name, year === undefined ? what : `${what}, ${year}`].map(textCell),
        }),
      ),
    notes,
  });
  return Report.of({
    id: 'models',
    title: titled('What comes with buyin'),
    basis: [],
    blocks: [
      table('price list', 'Published price lists', tools.say.priceLists()),
      table('model', 'Models to learn from', tools.say.models()),
    ],
  });
}

/** One of them: what is published, what is not, its tiers and its examples. */
export function modelReport(
  { name, title, year, note, source, tiers, scenarios, examples }: Shipped,
  path: string,
): Report {
  const lines = (
    id: string,
    heading: string,
    rows: readonly (readonly [string, string | undefined, string | undefined])[],
  ): Block[] =>
    rows.length === 0
      ? []
      : [
          {
            kind: 'table',
            id,
            title: titled(heading),
            columns: [
              column('id', 'Id'),
              column('what', id === 'examples' ? 'Kind' : 'Name'),
              ...(id === 'examples' ? [column('pays', 'Pays, £', 'right')] : []),
            ],
            rows: rows.map(([first, second, third]): Row => {
              const cells = [first, second, ...(id === 'examples' ? [third] : [])].map((text) =>
                text === undefined || text === '' ? NONE : textCell(text),
              );
              return { id: first, role: 'line', level: 0, cells };
            }),
            notes: [],
          },
        ];
  return Report.of({
    id: 'models',
    title: titled(year === undefined ? title : `${title}, ${year}`),
    basis: [...tools.say.shipped({ name, path }), ...basis.say.source(source)],
    blocks: [
      ...(note === undefined
        ? []
        : [{ kind: 'text' as const, id: 'note', title: titled('What it is'), lines: tools.say.note(note) }]),
      ...lines(
        'tiers',
        'Tiers',
        tiers.map(({ id, name: said }) => [id, said, undefined]),
      ),
      ...lines(
        'scenarios',
        'Scenarios',
        scenarios.map((id) => [id, undefined, undefined]),
      ),
      ...lines(
        'examples',
        'Published examples',
        examples.map(({ id, tag, pays }) => [id, tag, pays?.replace(/_/g, ',')]),
      ),
    ],
  });
}
