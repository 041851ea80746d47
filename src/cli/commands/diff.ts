import {
  bridge,
  brokenPromises,
  concerns,
  evenBridge,
  type HeldScenario,
  idleOnTheWay,
  obligations,
  outcomeOf,
} from '../../analysis/index.js';
import { Exact } from '../../figures/index.js';
import { wordsFor } from '../../language/index.js';
import {
  BASE_OPTION,
  cellsOf,
  type Model,
  type Period,
  periodsOf,
  scenarioCalled,
  scenariosIn,
} from '../../model/index.js';
import { type Projection, periodNamed, project } from '../../projection/index.js';
import { type Change, type Differences, differencesOf, type Pick, revised, Source } from '../../reading/index.js';
import {
  BRIDGED,
  commonYears,
  type DiffEnd,
  diffReport,
  isSame,
  type Promised,
  payersOf,
  type Threshold,
} from '../../report/index.js';
import { besideOf } from '../asked.js';
import { type Common, type Run, Usage } from '../command.js';
import type { Io } from '../io.js';

interface Options {
  readonly since?: string;
  readonly until?: string;
  readonly threshold?: string;
  readonly year?: string;
  readonly exitCode?: boolean;
}

export const run: Run<Options> = (paths, options, io) => {
  const sides = sidesOf(paths, options, io);
  const threshold = thresholdIn(options.threshold);
  const hasScenarios = sides.some(({ pick }) => pick.scenarios.length > 0);
  const [from, to] = sides.map((side) => endOf(side, hasScenarios, io)) as [DiffEnd, DiffEnd];
  const [before, after] = sides.map(({ source, pick }) => source.end(pick)) as [
    ReturnType<Source['end']>,
    ReturnType<Source['end']>,
  ];
  const differences = differencesOf(before, after);
  const back = differencesOf(after, before);
  const year = yearOf(from, to, options.year);
  const period = year === undefined ? undefined : (periodNamed(to.projection.model.calendar, 'year', year) as Period);
  io.progress('the bridge');
  const [there, home] =
    period === undefined
      ? []
      : [
          bridge(differences.way, from.projection, to.projection, BRIDGED, period),
          bridge(back.way, to.projection, from.projection, BRIDGED, period),
        ];
  const payingYear = options.year ?? commonYears(from, to)[0];
  const asked = {
    from,
    to,
    differences,
    idle: idleOf(differences, io),
    year,
    bridge: there && home && evenBridge(there, home),
    payers: payingYear === undefined ? undefined : payersOf(from, to, Number(payingYear), threshold),
  };
  return { report: diffReport(asked), differs: options.exitCode === true && !isSame(asked) };
};

/** A model to be held against another. */
interface Side {
  readonly source: Source;
  readonly path: string;
  readonly heading: string;
  /** Whether that is a scenario, which may have a name. */
  readonly isScenario?: boolean;
  readonly pick: Pick;
}

/**
 * What is held against what: two models, two revisions of one, or a model without and with scenarios. Throws Usage
 * where that is not said.
 */
function sidesOf(paths: readonly string[], { since, until, scenario, set }: Options & Common, io: Io): [Side, Side] {
  const [one = '', other] = paths;
  if (until !== undefined && since === undefined) throw new Usage('--until ends what --since starts: say --since too');
  const side = (path: string, heading: string, name: string | undefined, source: Source): Side => {
    if (source.isPriceList)
      throw new Usage(`${path} is a price list: buyin diff compares models with a company behind them`);
    return { source, path, heading, pick: { scenarios: scenariosIn(name), sets: set } };
  };
  if (other !== undefined) {
    if (since !== undefined)
      throw new Usage('--since compares one model with what it was: name one model, or two without --since');
    const name = oneScenario(scenario);
    return [side(one, one, name, Source.open(io.disk, one)), side(other, other, name, Source.open(io.disk, other))];
  }
  if (since !== undefined) {
    const name = oneScenario(scenario);
    const at = (revision: string): Source => {
      const { disk, path } = revised(io.git, io.disk, one, revision);
      return Source.open(disk, path);
    };
    const before = side(one, since, name, at(since));
    return [
      before,
      until === undefined ? side(one, 'now', name, Source.open(io.disk, one)) : side(one, until, name, at(until)),
    ];
  }
  const source = Source.open(io.disk, one);
  if (scenario.length === 0 || scenario.length > 2)
    throw new Usage(
      'name what to compare with: another model, --since with a revision, or --scenario with a scenario (two of them for one against the other)',
    );
  const [first, second] =
    scenario.length === 1 ? [BASE_OPTION, scenario[0] as string] : (scenario as readonly [string, string]);
  return [
    { ...side(one, first, first, source), isScenario: true },
    { ...side(one, second, second, source), isScenario: true },
  ];
}

function oneScenario(scenario: readonly string[]): string | undefined {
  if (scenario.length > 1)
    throw new Usage(
      `both models are taken with the same scenarios: apply them together with --scenario ${scenario.join('+')}`,
    );
  return scenario[0];
}

/** `250`, `£250` or `5%`. */
function thresholdIn(said: string | undefined): Threshold {
  if (said === undefined) return { kind: 'money', value: Exact.zero, said };
  const [, number, percent] = /^£?(\d[\d_,]*(?:\.\d+)?)(%?)$/.exec(said.trim()) ?? [];
  if (number === undefined) throw new Usage(`--threshold ${said} is no amount: write it as 250 or 5%`);
  const value = Exact.of(number.replace(/[_,]/g, ''));
  if (percent === '%') return { kind: 'share', value: value.over(Exact.of(100)), said };
  return { kind: 'money', value, said: said.startsWith('£') ? said : `£${said}` };
}

function endOf({ source, path, heading, pick, isScenario }: Side, hasScenarios: boolean, io: Io): DiffEnd {
  io.progress(`playing ${heading}`);
  const loaded = source.load(pick);
  const projection = project(loaded.model);
  const scenario = pick.scenarios.length === 0 ? undefined : pick.scenarios.join('+');
  const { checks } = loaded.model;
  const held = hasScenarios
    ? heldIn(checks, { projection, scenario, path, beside: besideOf(source, pick, projection) }, '')
    : heldByScenario(source, pick, path, projection, io);
  const called = isScenario === true ? scenarioCalled(loaded.model, heading) : heading;
  return { heading: called, path, scenario, loaded, projection, promises: new Map([...held, ...testsOf(projection)]) };
}

/** What each check comes to in each scenario that it speaks of. */
function heldByScenario(
  source: Source,
  { sets }: Pick,
  path: string,
  base: Projection,
  io: Io,
): (readonly [string, Promised])[] {
  const { checks } = base.model;
  return namesIn(source, [...checks.values()]).flatMap((name) => {
    const scenario = name === BASE_OPTION ? undefined : name;
    const asked = new Map([...checks].filter(([, check]) => concerns(check, scenario)));
    if (asked.size === 0) return [];
    io.progress(`holding the checks of ${name}`);
    const own = { scenarios: scenario === undefined ? [] : scenariosIn(name), sets };
    const projection = scenario === undefined ? base : project(source.load(own).model);
    const beside = besideOf(source, own, projection);
    return heldIn(asked, { projection, scenario, path, beside }, scenario === undefined ? '' : ` in ${name}`);
  });
}

/** What some checks come to in one model. */
function heldIn(checks: Model['checks'], held: HeldScenario, where: string): (readonly [string, Promised])[] {
  return [...checks].map(([id, check]) => {
    const [broken] = brokenPromises(new Map([[id, check]]), held);
    return [
      `${id}${where}`,
      { label: `${id}${where}`, state: broken === undefined ? 'holds' : 'fails', says: saysOf(broken) },
    ] as const;
  });
}

function saysOf(broken: ReturnType<typeof brokenPromises>[number] | undefined): string {
  if (broken === undefined) return 'holds';
  if (broken.code !== 'check-failed') return `FAILS: ${wordsFor(broken).message}`;
  const { figure, found, expected } = broken.data as { figure: string; found: string; expected: string };
  return `FAILS: ${figure} is ${found}, not ${expected}`;
}

/** The model as it stands, and every scenario that a check names; all that there are where one says so. */
function namesIn(
  source: Source,
  checks: readonly { readonly scenarios?: 'all' | readonly { readonly text: string }[] | undefined }[],
): readonly string[] {
  const { grid, scenarios } = source;
  const all = [...scenarios.map(({ name }) => name), ...(grid.isDeclared ? cellsOf(grid).map(({ name }) => name) : [])];
  return [
    ...new Set([
      BASE_OPTION,
      ...checks.flatMap((check) => (check.scenarios === 'all' ? all : (check.scenarios ?? []).map(({ text }) => text))),
    ]),
  ];
}

const RANK = ['fails', 'unclear', 'unknown', 'holds'] as const;

/** The worst that any year says of each test that a board must watch, and from which year on. */
function testsOf(projection: Projection): (readonly [string, Promised])[] {
  const years = periodsOf(projection.model.calendar, 'year');
  return obligations.flatMap((test) => {
    if (test.skipped(projection) !== undefined) return [];
    const found = years.map((year) => ({ year, verdict: outcomeOf(test, projection, year).verdict }));
    const worst = RANK.find((verdict) => found.some((each) => each.verdict === verdict));
    if (worst === undefined) return [];
    const since = found.find(({ verdict }) => verdict === worst)?.year.label;
    const says = worst === 'holds' ? 'holds' : `${worst === 'unknown' ? worst : worst.toUpperCase()} ${since}`;
    return [
      [
        `test.${test.id}`,
        { label: test.title, state: worst === 'holds' || worst === 'fails' ? worst : 'open', says },
      ] as const,
    ];
  });
}

/** The year of the figures: that of the command line, or the last that both models have. */
function yearOf(from: DiffEnd, to: DiffEnd, said: string | undefined): string | undefined {
  const common = commonYears(from, to);
  if (said !== undefined && !common.includes(said))
    throw new Usage(`there is no year ${said} in both models: they have ${common.join(', ') || 'none'}`);
  return said ?? common.at(-1);
}

/** So many changes are taken back one by one. */
const MOST_TRIED = 60;

/**
 * The inputs that move nothing: taken back by itself, each leaves all as it is. A row of the roll is not tried, because
 * rows come and go together.
 */
function idleOf({ inputs, way }: Differences, io: Io): readonly Change[] {
  const tried = inputs.filter(({ before, after }) => (after ?? before)?.span.file.name.endsWith('.csv') !== true);
  return tried.length > MOST_TRIED
    ? []
    : idleOnTheWay(way, tried, (done) => io.progress('looking for changes without effect', done));
}
