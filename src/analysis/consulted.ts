import { type Count, type Figure, type Money, portion, quotient, type Rate, sum, times } from '../figures/index.js';
import { type Answer, answerOf, INTENTS, type Intent, type School } from '../model/index.js';
import { ONE_SCHOOL } from '../pricing/index.js';
import type { Projection } from '../projection/index.js';
import type { Among } from './among.js';
import { inAmong } from './groups.js';
import { amountForAll, forAll, type Offer, type Priced } from './options.js';
import { isTaken, shareOf } from './taken.js';

/**
 * What the share of a school that is expected to join rests on: its own answer; an intent that the roll gives it; or an assumption for all schools
 * of its kind.
 */
export const RESTS = ['answer', 'roll', 'assumption'] as const;
export type Rests = (typeof RESTS)[number];

/** What the share of a school in a tier of the model rests on. */
export function restsOn(school: School, tier: string, { model: { tiers } }: Pick<Offer, 'model'>): Rests {
  const byIntent = tiers.get(tier)?.joins.byIntent;
  const answer = answerOf(school, tier);
  if (answer !== undefined) return byIntent?.has(answer.intent) ? 'answer' : 'assumption';
  return school.intent !== undefined && byIntent?.has(school.intent) ? 'roll' : 'assumption';
}

/** What a school has said of the tier that it is put under; of another tier, where each is under the tier that it takes and it has said nothing of its own. */
export function answerUnder({ school, option: { tier } }: Priced, { option, model: { tiers } }: Offer): Answer | undefined {
  const own = answerOf(school, tier);
  if (own !== undefined || option !== undefined) return own;
  return [...tiers.keys()].flatMap((each) => answerOf(school, each) ?? [])[0];
}

/** A school that may join, with the share of it that is expected to. */
interface Expected {
  readonly each: Priced;
  readonly share: Rate | undefined;
  readonly rests: Rests;
  readonly intent: Intent | undefined;
}

const schools = (some: readonly Expected[], label = 'schools'): Count =>
  sum(
    'count',
    some.map(({ each }) => each.count),
    label,
  );
const pupils = (some: readonly Expected[]): Count =>
  sum(
    'count',
    some.map(({ each }) => forAll(each, each.pupils)),
    'pupils',
  );
const fees = (some: readonly Expected[]): Money =>
  sum(
    'money',
    some.map(({ each }) => amountForAll(each, each.quote.fee)),
    'fees if every school joined',
  );
const members = (some: readonly Expected[]): Count =>
  sum(
    'count',
    some.flatMap(({ each, share }) => (share === undefined ? [] : times(each.school.count ?? ONE_SCHOOL, share))),
    'members expected',
  );
const income = (some: readonly Expected[]): Money =>
  sum(
    'money',
    some.flatMap(({ each: { quote, school }, share }) =>
      share === undefined ? [] : portion(quote.fee, school.count === undefined ? share : times(school.count, share)),
    ),
    'fees of a full year from the members expected',
  );

const MEASURES = {
  schools: { means: 'schools', of: schools },
  pupils: { means: 'pupils', of: pupils },
  fees: { means: 'fees of a full year if every school joined', of: fees },
  members: { means: 'members expected', of: members },
  income: { means: 'fees of a full year from the members expected', of: income },
} as const satisfies Readonly<Record<string, { readonly means: string; readonly of: (some: readonly Expected[]) => Figure }>>;
/** What is measured of the schools whose share rests on one thing. */
export type Rested = keyof typeof MEASURES;
export const RESTED = Object.keys(MEASURES) as readonly Rested[];

type Made = (some: readonly Expected[]) => Figure | undefined;
interface Maker {
  readonly means: string;
  readonly of: Made;
}

/** A ratio, where there is something to divide by. */
function ratio(part: Figure, whole: Figure, label: string): Figure | undefined {
  return whole.isKnown && whole.exact.sign === 0 ? undefined : quotient('rate', part, whole, label);
}

const SAID_ON: Readonly<Record<Rests, string>> = {
  answer: 'their own answers',
  roll: 'an intent that the roll gives them',
  assumption: 'an assumption for schools of their kind',
};
const resting = (rests: Rests): readonly (readonly [string, Maker])[] =>
  RESTED.flatMap((name): (readonly [string, Maker])[] => {
    const { means, of } = MEASURES[name];
    const own = (some: readonly Expected[]): readonly Expected[] => some.filter((each) => each.rests === rests);
    const about = `${means} of which the share that joins rests on ${SAID_ON[rests]}`;
    return [
      [`consultation.${name}.${rests}`, { means: about, of: (some) => of(own(some)) }],
      [`consultation.${name}_share.${rests}`, { means: `the share of all that is ${about}`, of: (some) => ratio(of(own(some)), of(some), about) }],
    ];
  });

/** What a consultation comes to among some schools. To add one: an entry here. */
const makers: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ...RESTED.map((name): [string, Maker] => [`consultation.${name}`, { ...MEASURES[name], means: `${MEASURES[name].means} of an option` }]),
  [
    'consultation.buy_in',
    { means: 'members expected as a share of the schools that may join', of: (some) => ratio(members(some), schools(some), 'buy-in expected') },
  ],
  ['consultation.answered', { means: 'schools that have answered', of: (some) => schools(some.filter(hasAnswered), 'schools that have answered') }],
  [
    'consultation.unanswered',
    {
      means: 'schools that have not answered',
      of: (some) =>
        schools(
          some.filter((each) => !hasAnswered(each)),
          'schools that have not answered',
        ),
    },
  ],
  ...INTENTS.map((intent): [string, Maker] => [
    `consultation.said_${intent}`,
    {
      means: `schools that have answered "${intent}"`,
      of: (some) =>
        schools(
          some.filter((each) => each.intent === intent),
          `answered "${intent}"`,
        ),
    },
  ]),
  ...RESTS.flatMap(resting),
]);
export const CONSULTATION_FIGURES: readonly string[] = [...makers.keys()];

const hasAnswered = ({ intent }: Expected): boolean => intent !== undefined;

/** A figure of a consultation among some schools; undefined for another name, a price list, or where there is nothing to make it of. */
export function consultationFigure(name: string, offer: Offer, among: Among, projection: Projection): Figure | undefined {
  const { option, priced, unknown, model, year } = offer;
  const maker = makers.get(name);
  if (maker === undefined || option?.list !== undefined) return undefined;
  const some = [...priced, ...unknown].filter((each) => isTaken(each) && inAmong(each, among, model));
  return maker.of(
    some.map((each) => ({
      each,
      share: shareOf(projection, each, year),
      rests: restsOn(each.school, each.option.tier, offer),
      intent: answerUnder(each, offer)?.intent,
    })),
  );
}

/** What such a figure is, in a few words; undefined for another name. */
export function consultationMeans(name: string): string | undefined {
  return makers.get(name)?.means;
}
