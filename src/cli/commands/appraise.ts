import { appraisalProblems } from '../../analysis/index.js';
import { inWords } from '../../figures/index.js';
import { nodeAt, Problems, problem } from '../../language/index.js';
import { type Model, yearLabel } from '../../model/index.js';
import { project } from '../../projection/index.js';
import { type Loaded, Source } from '../../reading/index.js';
import { appraisalReport, type Choice } from '../../report/index.js';
import { type Common, type Run, Usage } from '../command.js';
import type { Io } from '../io.js';

export const run: Run<object> = (paths, asked, io) => {
  const sides = paths.map((path) => sideOf(path, asked, io));
  namesDiffer(sides);
  const options = sides.flatMap((side) => choicesOf(side, sides.length > 1, asked, io));
  const [first] = sides as [Side, ...Side[]];
  const { model, changes } = first.loaded;
  const wrong = appraisalProblems(model.appraisal, { option: 'base', projection: project(model) });
  if (wrong.length > 0) throw new Problems(wrong);
  const weights = sides.length > 1 && model.appraisal.criteria.size > 0 ? [`Criteria and weights are those of ${first.path}.`] : [];
  return {
    report: appraisalReport({
      standing: { path: paths.join(', '), model, scenarios: [], changes },
      options,
      told: [...countedAs(options), ...weights],
    }),
  };
};

/** A model, with the options that it puts up. */
interface Side {
  readonly path: string;
  readonly source: Source;
  readonly loaded: Loaded;
  readonly names: readonly string[];
}

function sideOf(path: string, { scenario, set }: Common, io: Io): Side {
  const source = Source.open(io.disk, path);
  if (source.isPriceList) throw new Usage(`${path} is a price list: it has no company to appraise. Try buyin tiers MODEL --with ${path}`);
  const loaded = source.load({ scenarios: [], sets: set });
  const named = scenario.length > 0 ? scenario : loaded.model.options.map(({ text }) => text);
  return { path, source, loaded, names: named.length === 0 ? ['base'] : [...new Set(named)] };
}

/** Two models of one name could not be told apart. */
function namesDiffer(sides: readonly Side[]): void {
  const nameOf = ({ loaded }: Side) => nodeAt(loaded.tree, ['name'])?.span;
  const problems = sides.flatMap((side, i) => {
    const before = sides.slice(0, i).find(({ loaded }) => loaded.model.name === side.loaded.model.name);
    if (before === undefined) return [];
    const data = { text: side.loaded.model.name, expected: 'a name of its own', why: 'another model that is appraised has it' };
    const span = nameOf(before);
    return problem('bad-value', nameOf(side), data, span === undefined ? [] : [{ span, role: 'first here' }]);
  });
  if (problems.length > 0) throw new Problems(problems);
}

function choicesOf(side: Side, several: boolean, { set }: Common, io: Io): Choice[] {
  const { path, source, loaded, names } = side;
  return names.map((name): Choice => {
    io.progress(`${path}: playing ${name}`);
    // The base takes part in no overlay: `base+council_cuts` is the model as it stands, cut.
    const scenarios = name.split('+').filter((each) => each !== 'base');
    const model = scenarios.length === 0 ? loaded.model : source.load({ scenarios, sets: set }).model;
    return {
      id: several ? `${path}:${name}` : name,
      heading: headingOf(side, name, several),
      because: scenarios.flatMap((each) => source.scenarios.find((known) => known.name === each)?.because ?? []).join('; and ') || undefined,
      option: name,
      projection: project(model),
      where: {
        ...(scenarios.length === 0 ? {} : { scenario: scenarios.join('+') }),
        ...(set.length === 0 ? {} : { set }),
        ...(several ? { model: path } : {}),
      },
    };
  });
}

function headingOf({ loaded: { model }, names }: Side, name: string, several: boolean): string {
  const plain = name.replace(/_/g, ' ').replace(/\+/g, ' + ');
  if (!several) return plain;
  return names.length === 1 && name === 'base' ? model.name : `${model.name}: ${plain}`;
}

/** How money is counted, a sentence for all options or one for each way that there is. */
function countedAs(options: readonly Choice[]): readonly string[] {
  const ways = new Map<string, string[]>();
  for (const { heading, projection } of options) {
    const way = wayOf(projection.model);
    ways.set(way, [...(ways.get(way) ?? []), heading]);
  }
  if (ways.size === 1) return [...ways.keys()];
  return [...ways].map(([way, headings]) => `NOT ALL ALIKE: ${headings.join(', ')}: ${way.charAt(0).toLowerCase()}${way.slice(1)}`);
}

function wayOf(model: Model): string {
  const { appraisal, calendar } = model;
  const { discount, timing } = appraisal;
  const when = timing === 'start_of_year' ? 'as at the start of its year' : 'as at the end of its year';
  return `Discounted at ${inWords(discount)} a year from year 0, ${yearLabel(calendar, calendar.years[0] as number)}, money ${when} (${timing}); ${pricesOf(model)}.`;
}

function pricesOf({ appraisal: { deflateBy }, calendar }: Model): string {
  if (deflateBy === undefined) return 'figures are taken as they stand, and brought to no one price level (deflate_by)';
  const origins = deflateBy.steps.flatMap(({ value }) => value.detail.origin ?? []);
  const paths = [...new Set(origins.map(({ path }) => path.replace(/(\.value)?(\.\d{4})?$/, '')))];
  const rates = [...new Set(origins.map(({ text }) => text))];
  return `in prices of ${yearLabel(calendar, calendar.years[0] as number)}, by ${paths.join(' and ')} (${rates.join(', ')})`;
}
