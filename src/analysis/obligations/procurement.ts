import { constant, Exact, type Money, portion, quotient, type Rate, sum, totalOf } from '../../figures/index.js';
import {
  type Controlling,
  called,
  earnedOn,
  type Model,
  type Period,
  periodsOf,
  streamsOf,
} from '../../model/index.js';
import type { Projection } from '../../projection/index.js';
import type { Obligation, Outcome, TestPart, TestVerdict } from './obligation.js';

const LEAST = constant('rate', Exact.of('0.8'), 'more than 80%');
const QUARTER = constant('rate', Exact.of('0.25'), 'a quarter of what controlling members bring');

/** Of what kind a stream is: `tiers.gold` is a tier. */
const kindOf = (stream: string): 'tiers' | 'services' | 'contracts' =>
  stream.slice(0, stream.indexOf('.')) as 'tiers' | 'services' | 'contracts';

/** What a model says of each stream: whether those who pay for it control the company. */
function tagOf(model: Model, stream: string): Controlling | undefined {
  const kind = kindOf(stream);
  return model[kind].get(stream.slice(kind.length + 1))?.controlling;
}

function incomeOf({ journal, model }: Projection, stream: string, { first, last }: Period): Money {
  const dot = stream.indexOf('.');
  const id = stream.slice(dot + 1);
  const contract = stream.startsWith('contracts.') ? model.contracts.get(id) : undefined;
  const kind = stream.startsWith('tiers.') ? 'membership' : (model.services.get(id)?.kind as string);
  return journal.flow(
    contract === undefined ? `income.${kind}.${id}` : earnedOn(id, contract),
    first,
    last,
    `income of ${called(model[kindOf(stream)].get(id), id)}`,
  );
}

/** Turnover for those who control the company, for others, and for nobody knows whom. */
interface Turnover {
  readonly controlling: Money;
  readonly unclear: Money;
  readonly other: Money;
}

function turnoverOf(projection: Projection, years: readonly Period[]): Turnover {
  const of = (tag: Controlling, label: string): Money => {
    const streams = streamsOf(projection.model).filter(
      (stream) => (tagOf(projection.model, stream) ?? 'unclear') === tag,
    );
    const amounts = years.flatMap((year) => streams.map((stream) => incomeOf(projection, stream, year)));
    return totalOf('money', amounts, `${label}, ${years.map(({ label: name }) => name).join(' to ')}`);
  };
  return {
    controlling: of('yes', 'turnover for controlling members'),
    unclear: of('unclear', 'turnover that is unclear'),
    other: of('no', 'other turnover'),
  };
}

/**
 * The share of turnover for controlling members; what is unclear counts as others' on the strict reading and as theirs
 * on the lenient one.
 */
function shareOf({ controlling, unclear, other }: Turnover, reading: 'strict' | 'lenient'): Rate {
  const theirs = totalOf(
    'money',
    reading === 'strict' ? [controlling] : [controlling, unclear],
    `for controlling members, ${reading} reading`,
  );
  return quotient(
    'rate',
    theirs,
    totalOf('money', [controlling, unclear, other], 'turnover'),
    `share for controlling members, ${reading} reading`,
  );
}

/** Other turnover must stay below a quarter of what controlling members bring. */
function headroomOf({ controlling, unclear, other }: Turnover): Money {
  return sum(
    'money',
    [portion(controlling, QUARTER, 'a quarter of turnover for controlling members')],
    'headroom, strict reading',
    [unclear, other],
  );
}

const isAbove = (share: Rate): boolean | undefined =>
  share.isKnown ? share.exact.compare(LEAST.exact) > 0 : undefined;

function verdictOf(strict: Rate, lenient: Rate): TestVerdict {
  if (isAbove(strict) === undefined || isAbove(lenient) === undefined) return 'unknown';
  if (isAbove(strict)) return 'holds';
  return isAbove(lenient) ? 'unclear' : 'fails';
}

function outcome(projection: Projection, year: Period): Outcome {
  const all = periodsOf(projection.model.calendar, 'year');
  const at = all.findIndex(({ id }) => id === year.id);
  const [own, three] = [turnoverOf(projection, [year]), turnoverOf(projection, all.slice(Math.max(0, at - 2), at + 1))];
  const part = (
    id: string,
    label: string,
    figure: TestPart['figure'],
    show: TestPart['show'] = 'percent',
  ): TestPart => ({ id, label, show, figure });
  const [strict, lenient] = [shareOf(three, 'strict'), shareOf(three, 'lenient')];
  return {
    parts: [
      part('strict', 'Share, strict', shareOf(own, 'strict')),
      part('lenient', 'Share, lenient', shareOf(own, 'lenient')),
      part('headroom', 'Headroom, strict', headroomOf(own), 'pounds'),
      part('strict_three', '3 years, strict', strict),
      part('lenient_three', '3 years, lenient', lenient),
    ],
    verdict: verdictOf(strict, lenient),
  };
}

/** How many lines say what: `yes: 3, unclear: 1`. */
function tagsIn(model: Model): string {
  const counts = new Map<string, number>();
  for (const stream of streamsOf(model)) {
    const tag = tagOf(model, stream) ?? 'nothing said';
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts].map(([tag, count]) => `${tag}: ${count}`).join(', ');
}

/** The 80% test of a company that its members may award contracts to without a tender. */
export const procurementObligations: readonly Obligation[] = [
  {
    id: 'controlling_members',
    title: 'The 80% test',
    formula:
      "whether members may award contracts without a tender: turnover for controlling members over all turnover, the average of the three years to this one (fewer at the start), held against more than 80%; headroom: a quarter of their turnover less all other. Lines that say unclear, or nothing, are others' on the strict reading and theirs on the lenient one",
    figures: () => [
      ['strict', 'rate'],
      ['lenient', 'rate'],
      ['headroom', 'money'],
      ['strict_three', 'rate'],
      ['lenient_three', 'rate'],
    ],
    source:
      'Public Contracts Regulations 2015, regulation 12; for awards from 24 February 2025 Procurement Act 2023, schedule 2, paragraph 2, whose wording may be narrower',
    question: {
      asks: 'Who controls the company, and is each line of income for them?',
      key: 'controlling_member, of each tier, service and contract',
      answer: tagsIn,
      consequences: [
        ['holds', 'councils and schools that control the company may award to it without a tender'],
        ['fails', 'they must compete their contracts, and an award without a tender can be set aside'],
      ],
    },
    skipped: ({ model }) =>
      streamsOf(model).every((stream) => tagOf(model, stream) === undefined)
        ? 'no tier, service or contract says controlling_member'
        : undefined,
    judges: true,
    in: outcome,
  },
];
