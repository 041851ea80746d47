import { appraisalProblems } from '../../analysis/index.js';
import { nodeAt, Problems, problem } from '../../language/index.js';
import {
  BASE_OPTION,
  cellOf,
  joinedName,
  type Model,
  scenarioCalled,
  scenariosIn,
  yearLabel,
} from '../../model/index.js';
import { project } from '../../projection/index.js';
import { type Loaded, Source } from '../../reading/index.js';
import {
  type AppraisedChoice,
  appraisalReport,
  type Counted,
  inFull,
  type Sentence,
  type StressedChoices,
  sentences,
} from '../../report/index.js';
import { noteSetsOf } from '../asked.js';
import { Cells } from '../cells.js';
import { type Common, type Run, Usage } from '../command.js';
import type { Io } from '../io.js';

export const run: Run<object> = (paths, asked, io) => {
  const sides = paths.map((path) => sideOf(path, asked, io));
  namesDiffer(sides);
  const options = sides.flatMap((side) => choicesOf(side, sides.length > 1, asked));
  const [first] = sides as [Side, ...Side[]];
  const { model, changes } = first.loaded;
  const wrong = appraisalProblems(model.appraisal, { option: 'base', projection: project(model) });
  if (wrong.length > 0) throw new Problems(wrong);
  const weights = sides.length > 1 && model.appraisal.criteria.size > 0 ? first.path : undefined;
  return {
    report: appraisalReport({
      standing: { path: paths.join(', '), model, scenarios: [], changes, idle: [] },
      options,
      stressed: sides.length > 1 || asked.scenario.length > 0 ? [] : stressedOf(first, asked),
      told: [...countedAs(options), ...sentences.say.criteriaOf(weights)],
    }),
  };
};

/** A model, with the options that it puts up. */
interface Side {
  readonly path: string;
  readonly source: Source;
  readonly loaded: Loaded;
  readonly names: readonly string[];
  readonly cells: Cells;
}

function sideOf(path: string, { scenario, set }: Common, io: Io): Side {
  const source = Source.open(io.disk, path);
  if (source.isPriceList)
    throw new Usage(`${path} is a price list: it has no company to appraise. Try buyin tiers MODEL --with ${path}`);
  const loaded = source.load({ scenarios: [], sets: set, isCell: true });
  noteSetsOf(source, set, loaded.model, io);
  const names = scenario.length > 0 ? [...new Set(scenario)] : source.grid.options;
  const stresses = scenario.length > 0 || !source.grid.isDeclared ? [BASE_OPTION] : source.grid.stresses;
  return { path, source, loaded, names, cells: new Cells(source, { options: names, stresses }, set, io, names) };
}

/** Two models of one name could not be told apart. */
function namesDiffer(sides: readonly Side[]): void {
  const nameOf = ({ loaded }: Side) => nodeAt(loaded.tree, ['name'])?.span;
  const problems = sides.flatMap((side, i) => {
    const before = sides.slice(0, i).find(({ loaded }) => loaded.model.name === side.loaded.model.name);
    if (before === undefined) return [];
    const data = {
      text: side.loaded.model.name,
      expected: 'a name of its own',
      why: 'another model that is appraised has it',
    };
    const span = nameOf(before);
    return problem('bad-value', nameOf(side), data, span === undefined ? [] : [{ span, role: 'first here' }]);
  });
  if (problems.length > 0) throw new Problems(problems);
}

function choicesOf(side: Side, several: boolean, { set }: Common): AppraisedChoice[] {
  const { path, source, names, cells } = side;
  return names.map((name): AppraisedChoice => {
    const scenarios = scenariosIn(name);
    return {
      id: several ? `${path}:${name}` : name,
      heading: headingOf(side, name, several),
      because: source.becauseOf(scenarios),
      option: name,
      projection: cells.projection(joinedName(scenarios)),
      where: {
        ...(scenarios.length === 0 ? {} : { scenario: joinedName(scenarios) }),
        ...(set.length === 0 ? {} : { set }),
        ...(several ? { model: path } : {}),
      },
    };
  });
}

/** The options of a model under each of its stresses. */
function stressedOf(side: Side, asked: Common): StressedChoices[] {
  const { cells } = side;
  const alone = choicesOf(side, false, asked);
  const stresses = cells.grid.stresses.filter((stress) => stress !== BASE_OPTION);
  return stresses.map((stress) => {
    const found = alone.map((choice) => ({ choice, name: cellOf(choice.option, stress).name }));
    return {
      stress,
      options: found.map(({ choice, name }) => ({
        ...choice,
        projection: cells.projection(name),
        where: { ...choice.where, scenario: name },
      })),
      idle: found.map(({ name }) => cells.loaded(name).idle),
    };
  });
}

function headingOf({ loaded: { model }, names }: Side, name: string, several: boolean): string {
  const plain = scenarioCalled(model, name);
  if (!several) return plain;
  return names.length === 1 && name === 'base' ? model.name : `${model.name}: ${plain}`;
}

/** How money is counted, a sentence for all options or one for each way that there is. */
function countedAs(options: readonly AppraisedChoice[]): readonly Sentence[] {
  const ways = new Map<string, { readonly way: Omit<Counted, 'headings'>; readonly headings: string[] }>();
  for (const { heading, projection } of options) {
    const way = wayOf(projection.model);
    const { discount } = projection.model.appraisal;
    const key = JSON.stringify([
      discount.isKnown ? discount.exact.toString() : 'unknown',
      way.year,
      way.timing,
      way.prices,
    ]);
    const known = ways.get(key) ?? { way, headings: [] };
    ways.set(key, known);
    known.headings.push(heading);
  }
  return [...ways.values()].flatMap(({ way, headings }) =>
    sentences.say.counted({ ...way, headings: ways.size === 1 ? [] : headings }),
  );
}

function wayOf(model: Model): Omit<Counted, 'headings'> {
  const { appraisal, calendar } = model;
  const { discount, timing } = appraisal;
  return {
    rate: inFull(discount),
    year: yearLabel(calendar, calendar.years[0] as number),
    timing,
    prices: pricesOf(model),
  };
}

function pricesOf({ appraisal: { deflateBy }, calendar }: Model): string {
  if (deflateBy === undefined) return 'figures are not brought to one price level (deflate_by)';
  const origins = deflateBy.steps.flatMap(({ value }) => value.detail.origin ?? []);
  const paths = [...new Set(origins.map(({ path }) => path.replace(/(\.value)?(\.\d{4})?$/, '')))];
  const rates = [...new Set(origins.map(({ text }) => text))];
  return `in prices of ${yearLabel(calendar, calendar.years[0] as number)}, by ${paths.join(' and ')} (${rates.join(', ')})`;
}
