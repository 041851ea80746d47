import type { SourceFile, Span } from '../language/index.js';

/** Turns offsets in a text into lines and columns. */
export class Places {
  private readonly starts: number[] = [0];

  constructor(private readonly file: SourceFile) {
    for (let at = file.text.indexOf('\n'); at >= 0; at = file.text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  /** The stretch from one offset to another, cut at the end of the line on which it starts. */
  span(start: number, end: number): Span {
    const { text } = this.file;
    const from = Math.min(start, text.length);
    const line = this.lineOf(from);
    const next = this.starts[line] ?? text.length + 1;
    const length = text.slice(from, Math.min(end, next - 1)).trimEnd().length;
    return { file: this.file, line, column: from - (this.starts[line - 1] as number) + 1, length };
  }

  private lineOf(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}
