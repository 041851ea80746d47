/** What was made last, by a text: so many, of which the one that was asked for the longest ago goes first. */
export class Newest<V> {
  private readonly made = new Map<string, V>();

  constructor(private readonly most: number) {}

  /** What is known by a text, or is made and known from now on; what throws is not known. */
  of(text: string, make: () => V): V {
    const found = this.made.get(text) ?? make();
    this.made.delete(text);
    this.made.set(text, found);
    if (this.made.size > this.most) this.made.delete(this.made.keys().next().value as string);
    return found;
  }

  forget(): void {
    this.made.clear();
  }
}
