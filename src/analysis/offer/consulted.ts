import {
  type Count,
  type Figure,
  isZero,
  type Kind,
  type Money,
  portion,
  quotient,
  type Rate,
  times,
  totalOf,
} from '../../figures/index.js';
import {
  type Answer,
  answerOf,
  INTENTS,
  type Intent,
  type Model,
  type School,
  shareOf as saidShareOf,
} from '../../model/index.js';
import { ONE_SCHOOL } from '../../pricing/index.js';
import { aloneWhere, type FigureEntries, type FigureEntry } from '../shared/figure-entry.js';
import { inAmong } from '../shared/groups.js';
import { asAsked } from './joining.js';
import { feesIn, forAll, type Offer, type OfferAt, type Priced } from './options.js';
import { isTaken, shareOf, wouldJoin } from './taken.js';

/**
 * What the share of a school that is expected to join rests on: its own answer; an intent that the roll gives it; or an
 * assumption for all schools of its kind.
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

/**
 * What a school has said of the tier that it is put under; of another tier, where each is under the tier that it takes
 * and it has said nothing of its own.
 */
export function answerUnder(
  { school, option: { tier } }: Priced,
  { option, model: { tiers } }: Offer,
): Answer | undefined {
  const own = answerOf(school, tier);
  if (own !== undefined || option !== undefined) return own;
  return [...tiers.keys()].flatMap((each) => answerOf(school, each) ?? [])[0];
}

/** A school that may join, with the share of it that is expected to. */
interface Expected {
  readonly each: Priced;
  readonly share: Rate | undefined;
  /** The share of it that would, if no price waited for more schools. */
  readonly would: Rate | undefined;
  readonly rests: Rests;
  readonly intent: Intent | undefined;
}

const schools = (some: readonly Expected[], label = 'schools'): Count =>
  totalOf(
    'count',
    some.map(({ each }) => each.count),
    label,
  );
const pupils = (some: readonly Expected[]): Count =>
  totalOf(
    'count',
    some.map(({ each }) => forAll(each, each.pupils)),
    'pupils',
  );
const fees = (some: readonly Expected[], offer: Offer): Money =>
  feesIn(
    offer,
    some.map(({ each }) => each),
  );
const members = (some: readonly Expected[]): Count =>
  totalOf(
    'count',
    some.flatMap(({ each, share }) => (share === undefined ? [] : times(each.school.count ?? ONE_SCHOOL, share))),
    'members expected',
  );
const income = (some: readonly Expected[]): Money =>
  totalOf(
    'money',
    some.flatMap(({ each: { quote, school }, share }) =>
      share === undefined ? [] : portion(quote.fee, school.count === undefined ? share : times(school.count, share)),
    ),
    'fees of a full year from the members expected',
  );

const MEASURES = {
  schools: { kind: 'count', means: 'schools', of: (some) => schools(some) },
  pupils: { kind: 'count', means: 'pupils', of: pupils },
  fees: { kind: 'money', means: 'fees of a full year if every school joined', of: fees },
  members: { kind: 'count', means: 'members expected', of: members },
  income: { kind: 'money', means: 'fees of a full year from the members expected', of: income },
} as const satisfies Readonly<
  Record<
    string,
    { readonly kind: Kind; readonly means: string; readonly of: (some: readonly Expected[], offer: Offer) => Figure }
  >
>;
/** What is measured of the schools whose share rests on one thing. */
export type Rested = keyof typeof MEASURES;
export const RESTED = Object.keys(MEASURES) as readonly Rested[];

/** Listed where the model asks schools; what is expected of them can be asked for without. */
const PARTS = aloneWhere(({ consultation }) => consultation !== undefined);

const ofExpected = <K extends Kind>(
  kind: K,
  means: string,
  of: (some: readonly Expected[], offer: Offer) => Figure<K> | undefined,
) => ({
  means,
  kind,
  parts: PARTS,
  make: (at: OfferAt): Figure<K> | undefined => {
    const some = expectedIn(at);
    return some && of(some, at.offer);
  },
});

/** A ratio, where there is something to divide by. */
function ratio(part: Figure, whole: Figure, label: string): Rate | undefined {
  return isZero(whole) ? undefined : quotient('rate', part, whole, label);
}

const SAID_ON: Readonly<Record<Rests, string>> = {
  answer: 'their own answers',
  roll: 'an intent that the roll gives them',
  assumption: 'an assumption for schools of their kind',
};
const resting = (rests: Rests): FigureEntries<OfferAt> =>
  Object.fromEntries(
    RESTED.flatMap((name): (readonly [string, FigureEntry<OfferAt>])[] => {
      const { kind, means, of } = MEASURES[name];
      const own = (some: readonly Expected[]): readonly Expected[] => some.filter((each) => each.rests === rests);
      const about = `${means} of which the share that joins rests on ${SAID_ON[rests]}`;
      return [
        [
          `consultation.${name}.${rests}`,
          ofExpected(kind, about, (some, offer) => of(own(some), offer)) as FigureEntry<OfferAt>,
        ],
        [
          `consultation.${name}_share.${rests}`,
          ofExpected('rate', `the share of all that is ${about}`, (some, offer) =>
            ratio(of(own(some), offer), of(some, offer), about),
          ),
        ],
      ];
    }),
  );

/** What a consultation comes to among some schools. To add one: an entry here. */
export const consultationFigures: FigureEntries<OfferAt> = {
  ...Object.fromEntries(
    RESTED.map((name) => {
      const { kind, means, of } = MEASURES[name];
      return [
        `consultation.${name}`,
        ofExpected(
          kind,
          `${means} of an option`,
          of as (some: readonly Expected[], offer: Offer) => Figure,
        ) as FigureEntry<OfferAt>,
      ];
    }),
  ),
  'consultation.buy_in': ofExpected('rate', 'members expected as a share of the schools that may join', (some) =>
    ratio(members(some), schools(some), 'buy-in expected'),
  ),
  'consultation.answered': ofExpected('count', 'schools that have answered', (some) =>
    schools(some.filter(hasAnswered), 'schools that have answered'),
  ),
  'consultation.stays_out': ofExpected(
    'count',
    'schools of which none is expected because not joining is worth more to them, whatever share they would be of by what is said',
    (some, { model, year }) =>
      schools(
        some.filter((each) => staysOut(each, model, year)),
        'schools to which not joining is worth more',
      ),
  ),
  'consultation.unanswered': ofExpected('count', 'schools that have not answered', (some) =>
    schools(
      some.filter((each) => !hasAnswered(each)),
      'schools that have not answered',
    ),
  ),
  ...Object.fromEntries(
    INTENTS.map((intent) => [
      `consultation.said_${intent}`,
      ofExpected('count', `schools that have answered "${intent}"`, (some) =>
        schools(
          some.filter((each) => each.intent === intent),
          `answered "${intent}"`,
        ),
      ),
    ]),
  ),
  ...Object.fromEntries(RESTS.flatMap((rests) => Object.entries(resting(rests)))),
};

/** The schools of an offer that may join, among some; undefined for a price list, which nobody is asked about. */
function expectedIn({ offer, among, projection }: OfferAt): readonly Expected[] | undefined {
  const { option, priced, unknown, model, year } = offer;
  if (option?.list !== undefined) return undefined;
  return [...priced, ...unknown]
    .filter((each) => isTaken(each) && inAmong(each, among, model))
    .map((each) => ({
      each,
      share: shareOf(projection, each, year),
      would: wouldJoin(projection, each, year),
      rests: restsOn(each.school, each.option.tier, offer),
      intent: answerUnder(each, offer)?.intent,
    }));
}

/** Whether what is said of a school is a share of it, and by its choice none of it joins. */
function staysOut({ each, would }: Expected, model: Model, year: number): boolean {
  const { tier, terms } = each.option;
  const said = saidShareOf(terms, ...asAsked(model, each.school, year), model.calendar, tier);
  return would !== undefined && isZero(would) && said !== undefined && !isZero(said);
}

function hasAnswered({ intent }: Expected): boolean {
  return intent !== undefined;
}
