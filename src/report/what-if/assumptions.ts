import {
  type Effect,
  type FigureSpan,
  isBeyond,
  type Outcomes,
  type PositionsTried,
  type Quality,
  type Registered,
  registerOf,
} from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import { type Month, monthName, whereSaid } from '../../language/index.js';
import { nameIn, type Period, periodsOf } from '../../model/index.js';
import { scenarioOf } from '../books/forecast.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { derivedCell, figureCell, NONE, saidCell, textCell } from '../page/cell.js';
import { type Block, type Cell, type Column, type Ref, Report, type Row, type Table } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { assumptions as register } from '../sentences/assumptions.js';
import { cells } from '../sentences/cells.js';
import { reactions } from '../sentences/reactions.js';
import { states } from '../sentences/states.js';
import { titles } from '../sentences/titles.js';
import { type Inside, insideTable, lookedNotes } from './inside.js';
import { orNone } from './sensitivity.js';
import { noModel, readable } from './tried.js';

/** What the register is made from. */
export interface RegisterAsked {
  readonly standing: Standing;
  readonly outcomes: Outcomes;
  readonly effects: ReadonlyMap<string, Effect | undefined>;
  readonly uses: ReadonlyMap<string, readonly string[]>;
  /** Places in scenarios that use one. */
  readonly inScenarios: ReadonlyMap<string, readonly string[]>;
  readonly today: Month;
}

/** An effect is large where it moves reserves by at least so much of what the largest moves them by. */
const LARGE = 0.25;

/**
 * The register of assumptions: what rests on weak evidence and matters, what each does across its range, and where each
 * comes from.
 */
export function assumptionsReport(told: RegisterAsked): Report {
  const { standing, effects, today } = told;
  const swing = (id: string): number => effects.get(id)?.swing?.pence ?? -1;
  const all = [...registerOf(standing.model, today)].sort(
    (a, b) => swing(b.id) - swing(a.id) || (a.id < b.id ? -1 : 1),
  );
  const most = Math.max(0, ...all.map(({ id }) => swing(id)));
  const large = all.filter(({ id }) => most > 0 && swing(id) >= most * LARGE);
  const weak = large.filter(({ quality }) => quality !== 'good');
  const some = [
    orNone(headTable(weak, all, told)),
    effectsTable(all, told),
    ...insideOf(all, told),
    evidenceTable(all, told),
    ...problems(all, told),
  ];
  const blocks: Block[] = all.length === 0 ? [none] : some;
  // What the ends of ranges rest on is not what the model rests on.
  const basis = basisOf(standing, [{ ...effectsTable([], told), notes: [] }]);
  return Report.of({
    id: 'assumptions',
    title: titled(`${standing.model.name}: the register of assumptions`),
    basis,
    blocks,
  });
}

const none: Block = { kind: 'text', id: 'none', title: titled('Assumptions'), lines: register.say.none(0) };
const column = (id: string, heading: string, align: Column['align'] = 'left'): Column => ({ id, heading, align });
const plain = (id: string, { standing }: Pick<RegisterAsked, 'standing'>): string =>
  nameIn(standing.model, 'assumptions', id);
const qualitySaid = (quality: Quality): readonly Sentence[] => [
  ...cells.say.good(quality),
  ...cells.say.fair(quality),
  ...cells.say.weak(quality),
];

/** What heads the list: weak evidence and large effect. */
function headTable(weak: readonly Registered[], all: readonly Registered[], told: RegisterAsked): Table {
  const rows = weak.map(({ id, quality, basis, source }): Row => {
    const why = [
      basis,
      ...(source === undefined ? ['no source'] : []),
      ...(told.standing.model.assumptions.get(id)?.owner === undefined ? ['no owner'] : []),
    ];
    return {
      id,
      role: 'line',
      level: 0,
      cells: [textCell(plain(id, told)), saidCell(qualitySaid(quality)), textCell(why.join(', ')), swingCell(id, told)],
    };
  });
  return {
    kind: 'table',
    id: 'weak_and_large',
    title: titled('Weak evidence and large effect: look at these first'),
    columns: [
      column('assumption', 'Assumption'),
      column('quality', 'Evidence'),
      column('why', 'Because'),
      column('swing', 'Moves reserves by, £', 'right'),
    ],
    rows,
    notes: [...whyNone(rows.length, all, told), ...register.say.large(), ...register.say.untold(untold(all, told))],
  };
}

/**
 * Why nothing heads the list: only where an effect is known can it be large, and only where one is large does evidence
 * matter.
 */
function whyNone(weak: number, all: readonly Registered[], { effects }: RegisterAsked): Sentence[] {
  const swings = all.flatMap(({ id }) => effects.get(id)?.swing ?? []);
  const known = { all: all.length, known: swings.length, moves: swings.some(({ pence }) => pence !== 0), weak };
  const { say } = register;
  return [...say.noneKnown(known), ...say.noneMoves(known), ...say.allGood(known)];
}

/** Evidence that is not good, with an effect that nobody knows. */
function untold(all: readonly Registered[], told: RegisterAsked): string[] {
  const open = all.filter(({ id, quality }) => quality !== 'good' && told.effects.get(id)?.swing === undefined);
  return open.map(({ id }) => plain(id, told));
}

function swingCell(id: string, { effects, standing }: RegisterAsked): Cell {
  const effect = effects.get(id);
  if (effect?.swing === undefined) return NONE;
  const ends = [effect.reserves?.highest, effect.reserves?.lowest].flatMap((each) => each ?? []);
  const of = ends.map(({ sets }): Ref => ({ ...reservesIn(standing), set: sets }));
  return derivedCell(effect.swing, 'pounds', 'the highest that it comes to across its range, less the lowest', of);
}

const lastOf = ({ model }: Standing): Period => periodsOf(model.calendar, 'year').at(-1) as Period;

/** Where reserves at the end of the last year are found. */
function reservesIn(standing: Standing): Ref {
  const scenario = scenarioOf(standing);
  return {
    figure: 'reserves.closing',
    year: Number(lastOf(standing).id),
    ...whereSaid({ scenario }),
  };
}

/** How far reserves and the share better off go inside the ranges whose ends do not tell it. */
function insideOf(all: readonly Registered[], told: RegisterAsked): Table[] {
  const { effects, standing } = told;
  const at = reservesIn(standing);
  const rows = all.flatMap(({ id }): Inside[] => {
    const effect = effects.get(id);
    const [low, high] = [effect?.low.outcomes, effect?.high.outcomes];
    const row = (
      what: string,
      span: FigureSpan | undefined,
      ends: readonly (Figure | undefined)[],
      cell: Inside['cell'],
    ): Inside[] =>
      span === undefined || !isBeyond(span, ...ends)
        ? []
        : [{ id: `${id}.${what}`, label: `${plain(id, told)}: ${SPOKEN[what]}`, span, cell }];
    return [
      ...row('reserves', effect?.reserves, [low?.reserves, high?.reserves], ({ figure, sets }) =>
        figure === undefined ? NONE : figureCell(figure, { ...at, set: sets }, 'pounds'),
      ),
      ...row('better', effect?.better, [low?.better, high?.better], ({ figure, sets }) =>
        figure === undefined ? NONE : betterCell(figure, told, sets),
      ),
    ];
  });
  return insideTable('Reserves, £, and the share better off', rows, lookedNotes(lookedOf(all, told)));
}

const SPOKEN: Readonly<Record<string, string>> = { reserves: 'reserves', better: 'better off' };

/** At how many of the values of each range its effect was looked at. */
function lookedOf(all: readonly Registered[], told: RegisterAsked): (readonly [string, PositionsTried, number])[] {
  return all.flatMap(({ id }) => {
    const effect = told.effects.get(id);
    return effect?.reserves === undefined ? [] : [[plain(id, told), effect.reserves.looked, effect.of] as const];
  });
}

function effectsTable(all: readonly Registered[], told: RegisterAsked): Table {
  const { standing, outcomes } = told;
  const at = reservesIn(standing);
  const rows = all.map(({ id, value }): Row => {
    const effect = told.effects.get(id);
    if (effect === undefined)
      return {
        id,
        role: 'line',
        level: 0,
        cells: [textCell(plain(id, told)), textCell(readable(value)), ...Array.from({ length: 6 }, () => NONE)],
      };
    const end = ({ outcomes: found, sets }: Effect['low']): Cell =>
      found === undefined ? NONE : figureCell(found.reserves, { ...at, set: sets }, 'pounds');
    const range = `${readable(effect.low.text)} to ${readable(effect.high.text)}${effect.isStated ? '' : ' *'}`;
    const cells = [
      end(effect.low),
      end(effect.high),
      swingCell(id, told),
      betterCell(effect.low.outcomes?.better, told, effect.low.sets),
      betterCell(effect.high.outcomes?.better, told, effect.high.sets),
    ];
    return {
      id,
      role: 'line',
      level: 0,
      cells: [textCell(plain(id, told)), textCell(readable(value)), textCell(range), ...cells],
    };
  });
  const asModelled: Row = {
    id: 'modelled',
    role: 'total',
    level: 0,
    cells: [
      textCell('As modelled'),
      NONE,
      NONE,
      figureCell(outcomes.reserves, at, 'pounds'),
      figureCell(outcomes.reserves, at, 'pounds'),
      NONE,
      betterCell(outcomes.better, told),
      betterCell(outcomes.better, told),
    ],
  };
  return {
    kind: 'table',
    id: 'effects',
    title: titled(
      `What each does across its range, one at a time: reserves at the end of ${lastOf(standing).label}, £, and the share of schools better off`,
    ),
    columns: [
      column('assumption', 'Assumption'),
      column('value', 'Value'),
      column('range', 'Range'),
      column('low', 'Reserves, low', 'right'),
      column('high', 'Reserves, high', 'right'),
      column('swing', 'Moves by', 'right'),
      column('better_low', 'Better off, low', 'right'),
      column('better_high', 'Better off, high', 'right'),
    ],
    rows: [...rows, asModelled],
    notes: [
      ...register.say.noRange(all.some(({ id }) => told.effects.get(id)?.isStated === false)),
      ...register.say.ends(),
      ...states.say.bring(standing.model),
      ...reactions.say.varied({ model: standing.model, uses: told.uses, names: all.map(({ id }) => id) }),
    ],
  };
}

/** The share better off in the first year, against what the outcomes are held against. */
function betterCell(
  better: Figure | undefined,
  { standing, outcomes }: RegisterAsked,
  sets: readonly string[] = [],
): Cell {
  if (better === undefined) return NONE;
  const scenario = scenarioOf(standing);
  const year = standing.model.calendar.years[0] as number;
  const where = { ...whereSaid({ scenario }), ...(sets.length === 0 ? {} : { set: sets }) };
  return figureCell(better, { figure: `gains.better_share.${outcomes.against}`, year, ...where }, 'percent');
}

/** Where an assumption is used: in the model, or else in scenarios. */
function placesOf(id: string, { uses, inScenarios }: RegisterAsked): string {
  const own = uses.get(id) ?? [];
  const used = own.length > 0 ? own : (inScenarios.get(id) ?? []);
  if (used.length === 0) return 'nowhere';
  return used.length <= 2 ? used.join(', ') : `${used[0]} and ${used.length - 1} more places`;
}

function evidenceTable(all: readonly Registered[], told: RegisterAsked): Table {
  const rows = all.map(({ id, quality, basis, source, terms, isOverdue }): Row => {
    const review =
      terms.reviewBy === undefined ? NONE : textCell(`${monthName(terms.reviewBy)}${isOverdue ? ' OVERDUE' : ''}`);
    const evidence = [saidCell(qualitySaid(quality)), ...[basis, terms.owner ?? 'nobody'].map(textCell)];
    return {
      id,
      role: 'line',
      level: 0,
      cells: [textCell(plain(id, told)), ...evidence, review, textCell(placesOf(id, told)), textCell(source ?? 'none')],
    };
  });
  return {
    kind: 'table',
    id: 'evidence',
    title: titled('Where each comes from, and who looks after it'),
    columns: [
      column('assumption', 'Assumption'),
      column('quality', 'Evidence'),
      column('basis', 'Basis'),
      column('owner', 'Owner'),
      column('review', 'Review by'),
      column('used', 'Used in'),
      column('source', 'Source'),
    ],
    rows,
    notes: register.say.strict(),
  };
}

/** Ends of ranges that make no model, and values that are no numbers. */
function problems(all: readonly Registered[], told: RegisterAsked): Block[] {
  const lines = all.flatMap(({ id, value, terms }): readonly Sentence[] => {
    const effect = told.effects.get(id);
    if (effect === undefined) return register.say.noNumber({ id: plain(id, told), value });
    return [effect.low, effect.high].flatMap(({ text, problem, outcomes }) =>
      problem !== undefined
        ? noModel(plain(id, told), text, problem, terms)
        : register.say.unknownAt(
            outcomes && { id: plain(id, told), text: readable(text), reserves: outcomes.reserves },
          ),
    );
  });
  return lines.length === 0 ? [] : [{ kind: 'text', id: 'untried', title: titles.say.untried(lines.length), lines }];
}
