import {
  type Against,
  type BoardLimit,
  constituencyOf,
  isTierFigure,
  knownOf,
  type Limited,
  type Offer,
  spreadOf,
  tierFigure,
  tierFigures,
} from '../analysis/index.js';
import { nearest, writtenNumber } from '../language/index.js';
import { lineNamed, lineNames, type Projection } from '../projection/index.js';
import { Usage } from './command.js';

const EXAMPLE = "as in --limit 'largest_loss<=10%' or --limit 'reserves.closing@council_cuts>=0'";

/** What limits are read against: the model as it stands. */
export interface LimitContext {
  readonly projection: Projection;
  /** The tier whose prices are searched. */
  readonly offer: Offer;
  /** What schools are judged under. */
  readonly judged: Offer;
  readonly against: Against;
}

/**
 * One `--limit`: `largest_loss<=10%`, `surplus:2028>=0`, `reserves.headroom@cautious>=0`. Throws Usage where it cannot
 * be read.
 */
export function limitIn(text: string, read: LimitContext): BoardLimit {
  const parts = /^\s*([a-z][\w.-]*)(?::(\d+))?(?:@([^<>=]+?))?\s*(<=|>=)\s*(.*?)(\s+in\s+.*)?\s*$/s.exec(text);
  const [, name = '', year, scenario, sign, bound = '', draws] = parts ?? [];
  if (parts === null || bound === '')
    throw new Usage(`--limit ${text} is no limit: write what is at most (<=) or at least (>=) how much, ${EXAMPLE}`);
  const number = writtenNumber(bound);
  if ('why' in number) throw new Usage(`--limit ${text}: "${bound}" is no number: ${number.why}`);
  const { of, unit } = limitedBy(name, number.percent, text, read);
  const isZero = number.value.sign === 0;
  if (!isZero && number.percent !== (unit === 'rate'))
    throw new Usage(`--limit ${text}: ${name} is ${unit === 'rate' ? 'a share: write it in per cent' : 'no share'}`);
  if (number.pounds && unit !== 'money' && unit !== 'price')
    throw new Usage(`--limit ${text}: ${name} is no amount of pounds`);
  if (of.kind === 'numbers' && scenario !== undefined)
    throw new Usage(`--limit ${text}: a tariff has as many numbers in every scenario`);
  const limit: BoardLimit = {
    text: text.trim(),
    of,
    unit,
    scenario: scenario === 'base' ? undefined : scenario,
    year: yearIn(year, of, text, read),
    atMost: sign === '<=',
    bound: number.value.toNumber() / (number.percent ? 100 : 1),
  };
  return draws === undefined ? limit : probabilityLimit(limit, draws, text);
}

const DRAWN = /^\s+in\s+(?:(\d{1,3}(?:\.\d+)?)%\s+of|(\d{1,5})\s+of\s+(\d{1,5}))\s+draws$/;

/**
 * A limit on a line that has to hold in a share of simulated draws: ` in 90% of draws`, ` in 9 of 10 draws`. Throws
 * Usage where that is no share, or no line.
 */
function probabilityLimit(limit: BoardLimit, said: string, text: string): BoardLimit {
  const [, percent, hits, of] = DRAWN.exec(said.trimEnd()) ?? [];
  const share = percent === undefined ? Number(hits) / Number(of) : Number(percent) / 100;
  if (!(share > 0 && share <= 1))
    throw new Usage(
      `--limit ${text}: "${said.trim()}" is no share of draws: write in 90% of draws, or in 9 of 10 draws`,
    );
  if (limit.of.kind !== 'line')
    throw new Usage(
      `--limit ${text}: only a line of the forecast is drawn, as in --limit 'reserves.headroom@cautious>=0 in 9 of 10 draws'`,
    );
  const { name } = limit.of;
  return {
    ...limit,
    of: { kind: 'drawn', name, atMost: limit.atMost, bound: limit.bound },
    unit: 'rate',
    atMost: false,
    bound: share,
  };
}

function yearIn(
  year: string | undefined,
  of: Limited,
  text: string,
  { projection: { model } }: LimitContext,
): number | undefined {
  if (year === undefined) return undefined;
  if (of.kind !== 'line')
    throw new Usage(`--limit ${text}: only a line of the forecast is of a year; fees are those of --year`);
  const { years } = model.calendar;
  if (!years.includes(Number(year)))
    throw new Usage(`--limit ${text}: there is no year ${year} in the model: its years are ${years.join(', ')}`);
  return Number(year);
}

const SHARE = 'better_off_share';

function limitedBy(
  name: string,
  percent: boolean,
  text: string,
  read: LimitContext,
): { of: Limited; unit: BoardLimit['unit'] } {
  const { projection, offer } = read;
  if (name === 'numbers') return { of: { kind: 'numbers' }, unit: 'count' };
  if (name === 'largest_loss' || name === SHARE || name.startsWith(`${SHARE}.`))
    return political(name, percent, text, read);
  const line = lineNamed(name, projection.model);
  if (line !== undefined) return { of: { kind: 'line', name }, unit: line.line.measure };
  if (isTierFigure(name) && tierFigure(name, offer, {}) !== undefined)
    return { of: { kind: 'tier', name }, unit: tierFigures[name].kind };
  const known = [
    'largest_loss',
    SHARE,
    `${SHARE}.worst`,
    'numbers',
    ...lineNames(projection.model),
    'tier.highest',
    'tier.lowest',
    'tier.per_pupil',
  ];
  const meant = nearest(name, known);
  throw new Usage(
    `--limit ${text}: there is no ${name} to set a limit to${meant === undefined ? `: a limit is on ${known.slice(0, 4).join(', ')}, or a line of the forecast such as surplus` : `: did you mean ${meant}?`}`,
  );
}

function political(
  name: string,
  percent: boolean,
  text: string,
  { projection, judged, against }: LimitContext,
): { of: Limited; unit: BoardLimit['unit'] } {
  const known = knownOf(spreadOf(judged, against, projection));
  if (known.length === 0)
    throw new Usage(
      `--limit ${text}: nobody knows what any school would pay otherwise: give schools a pays_now, or services an alternative`,
    );
  if (name === 'largest_loss') return { of: { kind: 'loss', share: percent }, unit: percent ? 'rate' : 'money' };
  const where = name.slice(SHARE.length + 1);
  if (where === '' || where === 'worst')
    return { of: { kind: 'better', where: where === '' ? 'all' : 'worst' }, unit: 'rate' };
  const groups = [...new Set(known.map(({ each }) => constituencyOf(each.school, projection.model).id))];
  if (!groups.includes(where))
    throw new Usage(
      `--limit ${text}: there is no constituency ${where} of which anything is known: ${groups.join(', ')}`,
    );
  return { of: { kind: 'better', where: { constituency: where } }, unit: 'rate' };
}
