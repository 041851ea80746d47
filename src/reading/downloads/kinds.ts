import { whereSaid } from '../../language/index.js';
import type { Phase, SchoolType } from '../../model/index.js';
import { plainly } from './format.js';

/** A type of establishment of the national register, as GIAS lists them (January 2025). */
interface Kind {
  readonly code: string;
  readonly name: string;
  /** What it is in a model; undefined where it is no school that a model has. */
  readonly type: SchoolType | undefined;
  /** Its phase, where its type decides that and not the phase of its row. */
  readonly phase?: Phase;
}

const kind = (code: string, name: string, type?: SchoolType, phase?: Phase): Kind => ({
  code,
  name,
  type,
  ...whereSaid({ phase }),
});

/**
 * The types of the national register. Its groups of types mix maintained and independent special schools, so that types
 * decide and not groups.
 */
export const KINDS: readonly Kind[] = [
  kind('1', 'Community school', 'community'),
  kind('2', 'Voluntary aided school', 'voluntary_aided'),
  kind('3', 'Voluntary controlled school', 'voluntary_controlled'),
  kind('5', 'Foundation school', 'foundation'),
  kind('6', 'City technology college', 'independent', 'secondary'),
  kind('7', 'Community special school', 'community_special', 'special'),
  kind('8', 'Non-maintained special school', 'non_maintained_special', 'special'),
  kind('10', 'Other independent special school', 'independent', 'special'),
  kind('11', 'Other independent school', 'independent'),
  kind('12', 'Foundation special school', 'foundation_special', 'special'),
  kind('14', 'Pupil referral unit', 'pupil_referral_unit', 'alternative'),
  kind('15', 'Local authority nursery school', 'maintained_nursery', 'nursery'),
  kind('18', 'Further education', 'further_education', 'fe'),
  kind('24', 'Secure units'),
  kind('25', 'Offshore schools'),
  kind('26', "Service children's education"),
  kind('27', 'Miscellaneous'),
  kind('28', 'Academy sponsor led', 'academy'),
  kind('29', 'Higher education institutions'),
  kind('30', 'Welsh establishment'),
  kind('31', 'Sixth form centres', 'sixth_form_college', 'sixteen_plus'),
  kind('32', 'Special post 16 institution', 'non_maintained_special', 'special'),
  kind('33', 'Academy special sponsor led', 'academy_special', 'special'),
  kind('34', 'Academy converter', 'academy'),
  kind('35', 'Free schools', 'free_school'),
  kind('36', 'Free schools special', 'academy_special', 'special'),
  kind('37', 'British schools overseas'),
  kind('38', 'Free schools alternative provision', 'free_school', 'alternative'),
  kind('39', 'Free schools 16 to 19', 'free_school', 'sixteen_plus'),
  kind('40', 'University technical college', 'utc', 'secondary'),
  kind('41', 'Studio schools', 'studio_school', 'secondary'),
  kind('42', 'Academy alternative provision converter', 'academy', 'alternative'),
  kind('43', 'Academy alternative provision sponsor led', 'academy', 'alternative'),
  kind('44', 'Academy special converter', 'academy_special', 'special'),
  kind('45', 'Academy 16-19 converter', 'academy', 'sixteen_plus'),
  kind('46', 'Academy 16 to 19 sponsor led', 'academy', 'sixteen_plus'),
  kind('47', "Children's centre"),
  kind('48', "Children's centre linked site"),
  kind('49', 'Online provider'),
  kind('56', 'Institution funded by other government department'),
  kind('57', 'Academy secure 16 to 19', 'academy', 'alternative'),
];

const byName = new Map(KINDS.map((each) => [plainly(each.name), each]));
const byCode = new Map(KINDS.map((each) => [each.code, each]));

/** A type of the register by its name or, where nobody knows the name, by its code. */
export function kindOf(name: string, code = ''): Kind | undefined {
  return byName.get(plainly(name)) ?? (name === '' || !byCode.has(code) ? byCode.get(code) : undefined);
}

/** Codes and their names, as the register has them. */
export const TYPE_NAMES: ReadonlyMap<string, string> = new Map(KINDS.map(({ code, name }) => [code, name]));
export const PHASE_NAMES: ReadonlyMap<string, string> = new Map([
  ['0', 'Not applicable'],
  ['1', 'Nursery'],
  ['2', 'Primary'],
  ['3', 'Middle deemed primary'],
  ['4', 'Secondary'],
  ['5', 'Middle deemed secondary'],
  ['6', '16 plus'],
  ['7', 'All-through'],
]);
export const STATUS_NAMES: ReadonlyMap<string, string> = new Map([
  ['1', 'Open'],
  ['2', 'Closed'],
  ['3', 'Open, but proposed to close'],
  ['4', 'Proposed to open'],
]);

const PHASES: ReadonlyMap<string, Phase> = new Map([
  ['nursery', 'nursery'],
  ['primary', 'primary'],
  ['middledeemedprimary', 'primary'],
  ['secondary', 'secondary'],
  ['middledeemedsecondary', 'secondary'],
  ['16plus', 'sixteen_plus'],
  ['allthrough', 'all_through'],
]);

/**
 * The phase of a row of the register: by its type where that decides; as it is said; and where it does not apply, as for
 * independent schools, by the ages of its pupils. A middle school is what it is deemed.
 */
export function phaseOf(kind: Kind | undefined, said: string, low: string, high: string): Phase | undefined {
  if (kind?.phase !== undefined) return kind.phase;
  const known = PHASES.get(plainly(said).replace(/-/g, ''));
  if (known !== undefined) return known;
  const [least, most] = [Number(low), Number(high)];
  if (low === '' || high === '' || !Number.isInteger(least) || !Number.isInteger(most)) return undefined;
  if (most <= 5) return 'nursery';
  if (least >= 16) return 'sixteen_plus';
  if (most <= 13) return 'primary';
  return least >= 9 ? 'secondary' : 'all_through';
}

const FAITHS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    none: ['None', 'Does not apply', 'Not applicable', 'No religious character', 'Non-denominational'],
    church_of_england: ['Church of England', 'Anglican', 'Anglican/Church of England'],
    roman_catholic: ['Roman Catholic', 'Catholic'],
    methodist: ['Methodist'],
    other_christian: [
      'Christian',
      'Other Christian faith',
      'Anglican/Christian',
      'Anglican/Evangelical',
      'Christian/Evangelical',
      'Christian/Methodist',
      'Christian/non-denominational',
      'Christian Science',
      'Church of England/Christian',
      'Church of England/Evangelical',
      'Church of England/Free Church',
      'Church of England/Methodist',
      'Church of England/Methodist/United Reform Church/Baptist',
      'Church of England/Roman Catholic',
      'Church of England/United Reformed Church',
      'Congregational Church',
      'Free Church',
      'Greek Orthodox',
      'Inter- / non- denominational',
      'Methodist/Church of England',
      'Moravian',
      'Protestant',
      'Protestant/Evangelical',
      'Quaker',
      'Reformed Baptist',
      'Roman Catholic/Anglican',
      'Roman Catholic/Church of England',
      'Seventh Day Adventist',
      'Unitarian',
      'United Reformed Church',
    ],
    jewish: ['Jewish', 'Orthodox Jewish', 'Charadi Jewish'],
    muslim: ['Muslim', 'Islam', 'Sunni Deobandi'],
    hindu: ['Hindu'],
    sikh: ['Sikh'],
    other: ['Buddhist', 'Multi-faith', 'Ravidassia', 'Zoroastrian'],
  }).flatMap(([faith, names]) => names.map((name): [string, string] => [plainly(name), faith])),
);

/** The religious character of a school; undefined where the name is not known. */
export const faithOf = (said: string): string | undefined => FAITHS.get(plainly(said));
