import type { Dial, NumberPlace, Solution, Solved, Target, TrialFigure, TriedFigure } from '../../analysis/index.js';
import type { Figure } from '../../figures/index.js';
import { basisOf, type Standing } from '../frame/basis.js';
import { figureCell, textCell } from '../page/cell.js';
import { Report, type Row, type Show, type Table } from '../page/report.js';
import { type Sentence, titled } from '../page/sentence.js';
import { moving, type SoughtValue } from '../sentences/moving.js';
import { reactions } from '../sentences/reactions.js';
import { lookedSaid } from './inside.js';
import { column, labelOf, refOf, triedCell } from './sensitivity.js';
import { noModel, readable } from './tried.js';

/** One number of a model, what it is to bring about, and the values that do. */
export interface Sought {
  readonly standing: Standing;
  readonly asked: TrialFigure;
  readonly target: Target;
  readonly base: Figure;
  readonly place: NumberPlace;
  readonly dial: Dial;
  /** As written. */
  readonly step: string;
  readonly solved: Solved;
}

/** The values at which a figure comes to a target, each with its neighbour that does not; or the nearest miss. */
export function solveReport(told: Sought): Report {
  const { standing, asked, place, target } = told;
  const table: Table = {
    kind: 'table',
    id: 'solve',
    title: titled(
      `${labelOf(asked)}: ${target.is === '=' ? '' : target.is === '>=' ? 'at least ' : 'at most '}${target.text}`,
    ),
    columns: [column('what', place.path), column('value', 'Value', 'right'), column('figure', labelOf(asked), 'right')],
    rows: rowsOf(told),
    notes: notesOf(told),
  };
  const own = { ...table, rows: table.rows.filter(({ id }) => id === 'modelled'), notes: [] };
  return Report.of({
    id: 'solve',
    title: titled(`${standing.model.name}: what gives ${target.figure} ${target.is} ${target.text}`),
    basis: basisOf(standing, [own]),
    blocks: [table],
  });
}

function rowsOf({ standing, asked, base, place, target, solved }: Sought): Row[] {
  const show = exactly(asked);
  const tried = (id: string, label: string, found: TriedFigure, level: number): Row => ({
    id,
    role: 'line',
    level,
    cells: [textCell(label), textCell(readable(found.text)), triedCell(found, asked, standing, { show })],
  });
  const solutions = solved.solutions.flatMap((solution, i) => {
    const [gives, not] = labelsOf(solution, target);
    return [tried(`solution.${i + 1}`, gives, solution.at, 0), tried(`next.${i + 1}`, not, solution.short, 1)];
  });
  const nearest =
    solved.nearest === undefined || solved.level?.reach === 'all'
      ? []
      : [tried('nearest', 'The nearest that there is', nearestOf(solved.nearest, solved.level), 0)];
  const cells = [
    textCell('As modelled'),
    textCell(readable(place.text)),
    figureCell(base, refOf(asked, standing), show),
  ];
  return [{ id: 'modelled', role: 'line', level: 0, cells }, ...solutions, ...nearest];
}

/** What a value does, and its neighbour: only what is the target itself gives it where nothing else is asked for. */
function labelsOf({ isExact, isJump }: Solution, { is }: Target): readonly [string, string] {
  if (isExact) return ['Gives it exactly', 'the next value does not'];
  if (is !== '=') return ['Gives it', 'the next value does not'];
  return isJump === true ? ['Jumps over it, to', 'from'] : ['First beyond it', 'last short of it'];
}

/** With all the values that are as near. */
function nearestOf(nearest: TriedFigure, level: Solved['level']): TriedFigure {
  return level === undefined ? nearest : { ...nearest, text: [level.from, level.to].map(readable).join(' to ') };
}

/** Nothing is rounded that a target is held against. */
const exactly = ({ measure }: TrialFigure): Show =>
  measure === 'money' ? 'pence' : measure === 'rate' ? 'rate' : measure === 'price' ? 'price' : 'exact';

function notesOf({ standing, target, place, dial, step, solved }: Sought): Sentence[] {
  const [from = '', to = ''] = [dial.at(0).text, dial.at(dial.count - 1).text].map(readable);
  const { solutions, holding, nearest } = solved;
  const isJumped =
    target.is === '=' &&
    holding.length === 0 &&
    solutions.length > 0 &&
    solutions.every(({ isJump }) => isJump === true);
  const word = target.is === '=' ? 'Exactly' : target.is === '>=' ? 'At least' : 'At most';
  const passed = target.is === '=' ? solutions.filter(({ isExact }) => !isExact) : [];
  const found: SoughtValue = {
    target: `${target.figure} ${target.is} ${target.text}`,
    path: place.path,
    isNone: nearest !== undefined || isJumped,
    isStill: solved.level?.reach === 'all',
    giving: solutions.filter(({ isExact }) => target.is !== '=' || isExact).length,
    holding: holding.map(([first, last]) => [...new Set([first, last])].map(readable).join(' to ')),
    word: `${word} ${target.text}`,
    looked: {
      from,
      to,
      step: readable(step),
      isKnown: solutions.length + holding.length > 0 || nearest !== undefined,
      isImpossible: solved.isImpossible,
      part: solved.looked === 'all' ? undefined : lookedSaid(solved.looked, solved.of),
    },
    jumps: passed.some(({ isJump }) => isJump === true),
    passes: passed.some(({ isJump }) => isJump !== true)
      ? { isMoney: passed.some(({ isJump }) => isJump === false) }
      : undefined,
  };
  const { say } = moving;
  return [
    ...say.solveNone(found),
    ...say.solveStill(found),
    ...say.solveSeveral(found),
    ...say.solveHolding(found),
    ...say.solveLooked(found),
    ...solved.refused.flatMap(({ text, problem }) =>
      problem === undefined ? [] : noModel(place.path, text, problem, undefined),
    ),
    ...say.solveJumps(found),
    ...say.solvePasses(found),
    ...reactions.say.none([standing.model]),
  ];
}
