import { openCriteria, type Ranking, switchOf } from '../analysis/index.js';
import type { Exact } from '../figures/index.js';
import { type Appraising, nameOf, scoreCell } from './appraising.js';
import { NONE, textCell } from './lines.js';
import type { Row, Table, Text } from './report.js';

/** What comes out, in words: who is first, whether that survives, and of whom nothing can be said. */
export function verdict(asked: Appraising): Text {
  const { options, readings, ranking } = asked;
  const lines = readings.length === 0 ? ['The model states no criteria (appraisal.criteria), so nothing is ranked.'] : [];
  if (ranking !== undefined) lines.push(...placed(asked, ranking));
  options.forEach((option, i) => {
    for (const { reading, reasons } of openCriteria(readings, i))
      lines.push(`NOT RANKED: ${option.heading}, of which ${nameOf(reading)} is unknown: ${reasons.join('; ')}.`);
  });
  return { kind: 'text', id: 'verdict', title: 'What comes out', lines };
}

function placed(asked: Appraising, { ranked, totals, ranks }: Ranking): string[] {
  const names = ranks.flatMap((rank, i) => (rank === 1 ? headingOf(asked, i) : []));
  if (ranked.length === 1) return [`Only one option can be ranked, ${names[0]}: there is nothing to rank it against.`];
  const best = totals[ranks.indexOf(1)] as Exact;
  if (names.length > 1) return [`TIE for the first place, with ${best.toFixed(1)} points each: ${names.join(', ')}. No option is first alone.`];
  return [`First: ${names[0]}, with ${best.toFixed(1)} of 100 points.`, survival(asked)];
}

const headingOf = ({ options, ranking }: Appraising, i: number): string => options[ranking?.ranked[i] as number]?.heading as string;

function survival(asked: Appraising): string {
  const { challenges, ranking, first } = asked;
  const name = headingOf(asked, first as number);
  if (!mayMove(asked)) return 'No weight has a range, so it is not asked whether that survives other weights.';
  const beyond = challenges.filter(({ least }) => least.sign < 0);
  const level = challenges.filter(({ least }) => least.sign === 0);
  if (beyond.length > 0) {
    const told = beyond.map(({ rival, at }) => `${headingOf(asked, rival)} overtakes it, as at ${weightsAt(asked, at)}`);
    return `It does NOT stay first at every weighting within the ranges: ${told.join('; ')}.`;
  }
  if (level.length > 0)
    return `No option overtakes it within the ranges, but it is not always first alone: ${level.map(({ rival, at }) => `${headingOf(asked, rival)} is level at ${weightsAt(asked, at)}`).join('; ')}.`;
  const dominant = challenges.every(({ rival }) =>
    ranking?.weighed.every(({ scores }) => (scores[first as number] as Exact).compare(scores[rival] as Exact) >= 0),
  );
  return `It stays first at EVERY weighting within the ranges${dominant ? `: no option is better than ${name} on any criterion` : ''}.`;
}

/** Whether any weight may move. */
const mayMove = ({ ranking }: Appraising): boolean => ranking?.weighed.some(({ low, high }) => low.compare(high) !== 0) ?? false;

/** The weights that a weighting moves, by name. */
function weightsAt({ readings, ranking }: Appraising, at: readonly Exact[]): string {
  const moved = readings.flatMap((reading, i) => {
    const weight = at[i] as Exact;
    return weight.compare(ranking?.weighed[i]?.weight as Exact) === 0 ? [] : `${nameOf(reading)} ${weight}`;
  });
  return moved.length === 0 ? 'the weights as they are' : moved.join(', ');
}

/** The first against each other option, over every weighting within the ranges. */
export function challengeTable(asked: Appraising): Table[] {
  const { challenges, options, ranking, first } = asked;
  if (first === undefined || ranking === undefined || !mayMove(asked)) return [];
  const rows = challenges.map(({ rival, lead, least, at }): Row => {
    const { id, heading } = options[ranking.ranked[rival] as number] as (typeof options)[number];
    const says = least.sign > 0 ? 'never' : least.sign === 0 ? 'level' : 'YES';
    return {
      id,
      role: 'line',
      level: 0,
      cells: [textCell(heading), scoreCell(lead), scoreCell(least), textCell(says), textCell(weightsAt(asked, at))],
    };
  });
  return [
    {
      kind: 'table',
      id: 'robustness',
      title: `Does ${headingOf(asked, first)} stay first at every weighting within the ranges?`,
      columns: [
        { id: 'rival', heading: 'Against', align: 'left' },
        { id: 'lead', heading: 'Leads by', align: 'right' },
        { id: 'least', heading: 'At least by', align: 'right' },
        { id: 'overtakes', heading: 'Overtaken', align: 'left' },
        { id: 'at', heading: 'At these weights', align: 'left' },
      ],
      rows,
      notes: ['At least: over all weightings within the ranges at once, found exactly and not by trying some of them.'],
    },
  ];
}

/** For each criterion the nearest weight at which the first place changes, the others held. */
export function switchTable(asked: Appraising): Table[] {
  const { ranking, readings, first } = asked;
  if (first === undefined || ranking === undefined) return [];
  const rows = readings.map((reading, c): Row => {
    const { weight, low, high } = ranking.weighed[c] as Ranking['weighed'][number];
    const found = switchOf(first, c, ranking.weighed);
    const range = low.compare(high) === 0 ? 'held' : `${low} to ${high}`;
    const then = found?.rivals.map((rival) => headingOf(asked, rival)).join(', ');
    const cells = [textCell(nameOf(reading)), scoreCell(weight), textCell(range)];
    const rest =
      found === undefined ? [textCell('none'), NONE, NONE] : [scoreCell(found.at), textCell(then as string), textCell(found.within ? 'YES' : 'no')];
    return { id: reading.id, role: 'line', level: 0, cells: [...cells, ...rest] };
  });
  return [
    {
      kind: 'table',
      id: 'switching',
      title: 'At which weight of one criterion does the first place change, the others held?',
      columns: [
        { id: 'criterion', heading: 'Criterion', align: 'left' },
        { id: 'weight', heading: 'Weight', align: 'right' },
        { id: 'range', heading: 'Range', align: 'left' },
        { id: 'at', heading: 'Changes at', align: 'right' },
        { id: 'then', heading: 'Level with', align: 'left' },
        { id: 'within', heading: 'In range', align: 'left' },
      ],
      rows,
      notes: ['The nearest such weight: at it another option is level, and beyond it ahead.'],
    },
  ];
}
