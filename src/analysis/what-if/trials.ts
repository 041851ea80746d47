import { type Exact, type Figure, Recording, type Value } from '../../figures/index.js';
import { type Problem, problemsIn } from '../../language/index.js';
import { type Model, numberIn } from '../../model/index.js';
import { type Projection, project } from '../../projection/index.js';
import type { Pick, Source } from '../../reading/index.js';
import { movedInputs } from '../shared/same-workings.js';
import { pathIn, setsBeside } from './sets.js';

/**
 * What comes of a model with something set: the exact values of the figures asked for, in their order, or why there is
 * no such model. `isReplayed` says whether the recorded workings hold for it; undefined where nothing of the model
 * moved, which shows neither.
 */
export type Trial =
  | { readonly values: readonly (Value | undefined)[]; readonly isReplayed: boolean | undefined }
  | { readonly problem: Problem };

/** The figures that are asked of every trial; undefined for one that the model does not have. */
export type TrialReading = (projection: Projection) => readonly (Figure | undefined)[];

/**
 * A model tried with other values, one `--set` or several at a time. Every trial is read and checked as the command
 * line would; where it differs from the model as it stands in numbers alone, the recorded workings are worked out anew
 * with them, which is what takes the time, and else the model is played through from the start.
 */
export class Trials {
  /** The figures of the model as it stands. */
  readonly base: readonly (Figure | undefined)[];
  private readonly recording: Recording;
  /** By what was set: the ends of a range are asked for by whoever tries them, and again as its lowest and highest. */
  private readonly known = new Map<string, Trial>();

  constructor(
    private readonly source: Source,
    private readonly pick: Pick,
    private readonly projection: Projection,
    private readonly read: TrialReading,
    /** Whether the workings of what is read are the same whatever the numbers of the model are. */
    private readonly isSteady: boolean,
  ) {
    this.base = read(projection);
    this.recording = new Recording(this.base.flatMap((figure) => figure ?? []));
  }

  /** What comes of something set. */
  at(sets: readonly string[]): Trial {
    if (!this.isSteady) return this.played(sets);
    const key = sets.join('\n');
    const found =
      this.known.get(key) ??
      this.made(sets, (model) => {
        const moved = movedInputs(this.projection.model, model);
        if (moved === undefined) return { values: this.playedValues(model), isReplayed: false };
        return { values: this.replayed(moved), isReplayed: moved.size === 0 ? undefined : true };
      });
    this.known.set(key, found);
    return found;
  }

  /** The same with the model played through from the start, whatever differs. */
  played(sets: readonly string[]): Trial {
    return this.made(sets, (model) => ({ values: this.playedValues(model), isReplayed: false }));
  }

  /** The values at which what is set at a place brings scenarios: states of an assumption; 0.92 for 92%. */
  bringing(path: string): readonly Exact[] {
    const [section, id = ''] = path.split('.');
    const states = section === 'assumptions' ? this.projection.model.assumptions.get(id)?.states.values() : undefined;
    return [...(states ?? [])].flatMap(({ value, scenario }) =>
      scenario === undefined ? [] : (numberIn(value)?.value ?? []),
    );
  }

  private made(sets: readonly string[], of: (model: Model) => Trial): Trial {
    try {
      return of(this.source.tried(this.with(sets)).model);
    } catch (error) {
      const problems = problemsIn(error);
      if (problems?.[0] === undefined) throw error;
      return { problem: problems[0] };
    }
  }

  private playedValues(model: Model): (Value | undefined)[] {
    return this.read(project(model)).map((figure) => figure?.value);
  }

  private replayed(leaves: ReadonlyMap<Figure, Value>): (Value | undefined)[] {
    const values = this.recording.exactly(leaves);
    let next = 0;
    return this.base.map((figure) => figure && values[next++]);
  }

  /** What is tried takes the place of what the command line sets at the same path. */
  private with(sets: readonly string[]): Pick {
    return { ...this.pick, sets: [...setsBeside(this.pick.sets, sets.map(pathIn)), ...sets] };
  }
}
