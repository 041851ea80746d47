import { expect } from 'vitest';
import { FILE, type PlainMap, yamlOf } from './models.js';
import { play } from './play.js';

interface Page {
  readonly basis: readonly string[];
  readonly blocks: readonly {
    readonly id: string;
    readonly title: string;
    readonly lines?: readonly string[];
    readonly notes?: readonly string[];
    readonly columns?: readonly { readonly id: string }[];
    readonly rows?: readonly {
      readonly id: string;
      readonly cells: readonly ({ readonly text?: string; readonly value?: string; readonly figure?: object } | null)[];
    }[];
  }[];
}

/** A page as a program reads it: that of the board unless another command is named. */
export async function paged(data: PlainMap, argv: readonly string[] = ['sustainability', FILE]) {
  const { out, err, code } = await play([...argv, '--format', 'json'], { files: { [FILE]: yamlOf(data) } });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { blocks, basis } = JSON.parse(out) as Page;
  const block = (id: string) => blocks.find((each) => each.id === id);
  const cells = (id: string, row: string) => block(id)?.rows?.find((each) => each.id === row)?.cells ?? [];
  return {
    basis,
    blocks,
    block,
    cells,
    /** What stands in a row of a table, beside its label: text, or the value. */
    told: (id: string, row: string) =>
      cells(id, row)
        .slice(1)
        .map((cell) => cell?.text ?? cell?.value),
    lens: () => block('lens')?.lines?.slice(0, -1),
  };
}
