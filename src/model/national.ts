import { type Figure, held } from '../figures/index.js';
import { type Dated, type Month, monthName, sinceMonth, valueIn } from '../language/index.js';

/**
 * A value that the law or a national agreement sets and changes, known up to a month. Whoever reads it asks for a
 * month, and what stands in for a later one says so in its working: so a page that rests on it can tell, and nobody has
 * to remember to.
 */
export class National<F extends Figure> {
  /** Made when it is asked for, and no part of what a model says: models are compared by their open fields. */
  #standIn: F | undefined;

  /** `what` it is, in words; `knownTo` undefined where nobody has said how far it is known. */
  constructor(
    private readonly what: string,
    /** As it is written, for whoever moves it on from year to year by an assumption of the model: that is not held. */
    readonly unheld: Dated<F>,
    private readonly knownTo: Month | undefined,
  ) {}

  /** What holds in a month; undefined before the first date. */
  in(at: Month): F | undefined {
    const found = valueIn(this.unheld, at, 0);
    return found === undefined || this.knownTo === undefined || !this.isHeld(at)
      ? found
      : this.heldFrom(found, this.knownTo);
  }

  /** Whether a month lies after those for which it is known. */
  isHeld(at: Month): boolean {
    return this.knownTo !== undefined && at > this.knownTo;
  }

  /** One figure, so that what is made of it in many months is one as well. */
  private heldFrom(found: F, knownTo: Month): F {
    if (this.#standIn?.args[0] !== found)
      this.#standIn = held(
        found,
        this.what,
        knownTo,
        `${this.what}, held at what was known to ${monthName(knownTo)}`,
      ) as F;
    return this.#standIn as F;
  }

  /** The first month for which there is a value. */
  get first(): Month {
    return Math.min(...this.unheld.steps.flatMap(({ since }) => (since === undefined ? [] : [sinceMonth(since, 0)])));
  }
}
