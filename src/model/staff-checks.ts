import type { Money, Rate } from '../figures/index.js';
import { keyInWords, type Month, monthName } from '../language/index.js';
import type { Finder } from './finder.js';
import type { Model } from './model.js';
import type { National } from './national.js';
import { EMPLOYER_COSTS, type Post } from './staff.js';

/** What the id of a post names already, where it does: figures of posts stand beside those of the company. */
function takenBy(id: string, { days }: Post): string | undefined {
  if ((EMPLOYER_COSTS as readonly string[]).includes(id)) return 'it names a cost of the whole payroll';
  return id === 'short' && days !== undefined ? 'it names the days that nobody has' : undefined;
}

/** Posts held against each other, and against the national parameters that they go by. */
export function checkStaff(model: Model, finder: Finder): void {
  for (const [id, post] of model.staff) {
    const path = ['staff', id];
    const taken = takenBy(id, post);
    if (taken !== undefined) finder.atKey(path, 'bad-value', { text: id, expected: 'another id', why: taken });
    if ((post.days === undefined) !== (post.chargeable === undefined)) {
      finder.atKey(path, 'missing-key', {
        key: post.days === undefined ? 'days' : 'chargeable',
        within: `staff.${id}`,
      });
    }
    if (post.whenShort !== undefined && post.days === undefined) {
      finder.atKey([...path, 'when_short'], 'missing-key', {
        key: 'days',
        within: `staff.${id}, which says what happens when they run out,`,
      });
    }
    if ('pension' in post.onCosts) checkPension(id, post, post.onCosts.pension, model, finder);
    checkAwards(id, post, model, finder);
    checkScale(id, post, model, finder);
  }
}

/** The first month in which a post is paid. */
function startOf({ from }: Post, { calendar }: Model): Month {
  return Math.max(from ?? calendar.first, calendar.first);
}

function checkPension(
  id: string,
  post: Post,
  pension: Extract<Post['onCosts'], { pension: unknown }>['pension'],
  model: Model,
  finder: Finder,
): void {
  const path = ['staff', id, 'pension'];
  const { parameters } = model;
  if (parameters?.employerNi === undefined) {
    finder.at(path, 'missing-key', {
      key: 'parameters: england',
      within: 'the model, whose posts go by national rates,',
    });
    return;
  }
  const start = startOf(post, model);
  checkRate(parameters.employerNi.rate, "employer's National Insurance", start, path, finder);
  if (pension === 'none' || 'rate' in pension) return;
  const scheme = parameters.pensions.get(pension.scheme.text);
  if (scheme === undefined) {
    finder.at(path, 'unknown-name', {
      name: pension.scheme.text,
      what: 'pension scheme',
      known: [...parameters.pensions.keys(), 'none'],
    });
  } else checkRate(scheme.rate, `the pension of ${keyInWords(pension.scheme.text)}`, start, path, finder);
}

/** A rate that starts after a post does would leave its first months without a cost. */
function checkRate(
  rate: National<Rate | Money>,
  what: string,
  start: Month,
  path: readonly string[],
  finder: Finder,
): void {
  if (rate.in(start) === undefined)
    finder.at(path, 'no-rate', { what, month: monthName(start), from: monthName(rate.first) });
}

function checkAwards(id: string, { payAward }: Post, { parameters }: Model, finder: Finder): void {
  if (payAward === undefined || !('named' in payAward)) return;
  const known = [...(parameters?.payAwards.keys() ?? [])];
  if (!known.includes(payAward.named.text))
    finder.at(['staff', id, 'pay_award', 'named'], 'unknown-name', {
      name: payAward.named.text,
      what: 'set of pay awards',
      known,
    });
}

function checkScale(id: string, post: Post, model: Model, finder: Finder): void {
  const { salary } = post;
  if ('steps' in salary) return;
  const path = ['staff', id, 'salary'];
  const scales = model.parameters?.scales;
  const scale = scales?.get(salary.scale);
  if (scale === undefined) {
    finder.at([...path, 'scale'], 'unknown-name', {
      name: salary.scale,
      what: 'pay scale',
      known: [...(scales?.keys() ?? [])],
    });
    return;
  }
  // Where no top is stated it is the point itself, and one cause is told once.
  const points = [
    ['point', salary.point] as const,
    ...(salary.top === salary.point ? [] : [['top', salary.top] as const]),
  ];
  for (const [key, point] of points) {
    const amounts = scale.points.get(point);
    const data = {
      text: String(point),
      expected: `a point of the scale ${salary.scale}, from ${Math.min(...scale.points.keys())} to ${Math.max(...scale.points.keys())}`,
      why: 'it has no such point',
    };
    if (amounts === undefined) finder.at([...path, key], 'bad-value', data);
    else if (key === 'point')
      checkRate(amounts, `point ${point} of ${salary.scale}`, startOf(post, model), path, finder);
  }
  if (salary.top < salary.point) {
    finder.at([...path, 'top'], 'bad-value', {
      text: String(salary.top),
      expected: `a point from ${salary.point} up`,
      why: 'the post starts above it',
    });
  }
}
