// What is printed of the mutants that were played.
import { readFileSync } from 'node:fs';

const percent = (share) => `${(100 * share).toFixed(1)}%`;

/** The interval in which a share lies with 95% confidence (Wilson 1927), of so many out of so many. */
function interval(are, of) {
  const z = 1.96;
  const middle = (are + (z * z) / 2) / (of + z * z);
  const half = (z / (of + z * z)) * Math.sqrt((are * (of - are)) / of + (z * z) / 4);
  return `${percent(middle - half)} to ${percent(middle + half)}`;
}

const isNoticed = ({ status }) => status === 'noticed' || status === 'timeout';
const isReached = ({ status }) => status === 'survived' || isNoticed({ status });
/** Of mutants that are not made once when a file is loaded. */
const isPlayed = ({ status }) => status !== 'static';

/** Of those that a test reaches, how many are noticed. */
export function scoreOf(some) {
  return { noticed: some.filter(isNoticed).length, reached: some.filter(isReached).length };
}

function row(name, some) {
  const { noticed, reached } = scoreOf(some);
  const played = some.filter(isPlayed).length;
  const share = reached === 0 ? '–' : `${percent(noticed / reached)} (${interval(noticed, reached)})`;
  return `| ${[name, played, played - reached, reached, noticed, share].join(' | ')} |`;
}

/** The code of a mutant before and after, each in one line. */
function changeOf({ fileName, location: { start, end }, replacement }) {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line, end.line + 1);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column);
  lines[0] = lines[0].slice(start.column);
  const short = (text) => text.replace(/\s+/g, ' ').slice(0, 100);
  return `${short(lines.join(' '))}  →  ${short(replacement)}`;
}

const lineOf = (each) =>
  `${each.fileName}:${each.location.start.line + 1}:${each.location.start.column + 1}  ${changeOf(each)}`;
const roomOf = ({ fileName }) => fileName.split('/').slice(0, 2).join('/');

/** The list of the mutants that no test noticed, and the table of the rooms. */
export function reportOf(mutants) {
  const listed = [
    ['survived', 'No test noticed'],
    ['unreached', 'No test reaches'],
  ].flatMap(([status, what]) => [
    `${what}:`,
    ...mutants
      .filter((each) => each.status === status)
      .map(lineOf)
      .sort(),
    '',
  ]);
  const rooms = [...new Set(mutants.map(roomOf))].sort();
  return [
    ...listed,
    '| room | mutants | reached by no test | reached | noticed | share of those reached, with 95% confidence |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rooms.map((room) =>
      row(
        `\`${room}\``,
        mutants.filter((each) => roomOf(each) === room),
      ),
    ),
    row('all', mutants),
  ].join('\n');
}
