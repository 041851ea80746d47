import { type CellsOf, type DownloadForm, establishmentIn, plainly } from './format.js';
import { faithOf, kindOf, PHASE_NAMES, phaseOf, STATUS_NAMES, TYPE_NAMES } from './kinds.js';
import { dateOf, monthOfDate } from './marks.js';

const TYPE = ['TypeOfEstablishment (code)', 'TypeOfEstablishment (name)'] as const;
const PHASE = ['PhaseOfEducation (code)', 'PhaseOfEducation (name)'] as const;
const STATUS = ['EstablishmentStatus (code)', 'EstablishmentStatus (name)'] as const;
/** A school's council, and its number in it. */
const [COUNCIL, NUMBER] = ['LA (code)', 'EstablishmentNumber'];
const COLLEGE = 'FurtherEducationType (name)';

const kindIn = (of: CellsOf): ReturnType<typeof kindOf> => kindOf(of(TYPE[1]), of(TYPE[0]));

/** A sixth form college is one of the types of further education. */
const isSixthFormCollege = (of: CellsOf): boolean => plainly(of(COLLEGE)).startsWith('sixthformcollege');

/** The register says that there is none of something in several ways. */
const named = (said: string): string => (/^(not applicable|does not apply|none|n\/a|-|0)$/i.test(said) ? '' : said);

/**
 * The national register of schools, Get Information about Schools: `edubasealldata20261101.csv`. Windows-1252 or UTF-8,
 * dates day first. Columns of inspections went in 2025 and regional ones in 2024; none of those is read.
 */
export const gias: DownloadForm = {
  reads: 'gias',
  called: 'the national register of schools (GIAS)',
  known: ['URN', 'EstablishmentName', ...TYPE, ...PHASE, ...STATUS],
  urn: ['URN'],
  words: {
    name: { headings: ['EstablishmentName'] },
    phase: {
      headings: [PHASE[1], PHASE[0]],
      means: (_, of) =>
        isSixthFormCollege(of)
          ? 'sixteen_plus'
          : phaseOf(
              kindIn(of),
              of(PHASE[1]) || (PHASE_NAMES.get(of(PHASE[0])) ?? ''),
              of('StatutoryLowAge'),
              of('StatutoryHighAge'),
            ),
    },
    type: {
      headings: [TYPE[1], TYPE[0]],
      means: (_, of) => (isSixthFormCollege(of) ? 'sixth_form_college' : kindIn(of)?.type),
    },
    area: { headings: ['LA (name)'], means: named },
    // A maintained school that a foundation trust supports is no part of a trust that buys for its schools.
    trust: {
      headings: ['Trusts (name)'],
      means: (said, of) => (/^supported by a trust$/i.test(of('TrustSchoolFlag (name)')) ? '' : named(said)),
    },
    sixth_form: {
      headings: ['OfficialSixthForm (name)'],
      means: (said) => (/^has a sixth form$/i.test(said) ? 'yes' : 'no'),
    },
    nursery: {
      headings: ['NurseryProvision (name)'],
      means: (said) => (/^has nursery classes$/i.test(said) ? 'yes' : 'no'),
    },
    faith: { headings: ['ReligiousCharacter (name)'], means: (said) => (/^[0-]?$/.test(said) ? '' : faithOf(said)) },
    federation: { headings: ['Federations (name)'], means: named },
    sponsor: { headings: ['SchoolSponsors (name)'], means: named },
    diocese: { headings: ['Diocese (name)'], means: named },
    district: { headings: ['DistrictAdministrative (name)'], means: named },
    ward: { headings: ['AdministrativeWard (name)'], means: named },
    town: { headings: ['Town'], means: named },
    gender: { headings: ['Gender (name)'], means: named },
  },
  numbers: {
    free_school_meals: { headings: ['PercentageFSM'], number: 'per cent' },
    capacity: { headings: ['SchoolCapacity'], number: 'count' },
  },
  pupils: { headcount: ['NumberOfPupils'] },
  census: 'january',
  needs: [],
  beside: [
    'StatutoryLowAge',
    'StatutoryHighAge',
    'TrustSchoolFlag (name)',
    COLLEGE,
    'CensusDate',
    COUNCIL,
    NUMBER,
    ...TYPE,
    ...PHASE,
    ...STATUS,
  ],
  establishment: [],
  establishmentOf: (of) => establishmentIn(`${of(COUNCIL)}${of(NUMBER).padStart(4, '0')}`),
  dates: ['CensusDate'],
  warns: () => [],
  period: (of) => {
    const date = dateOf(of('CensusDate'));
    return date && { at: `${date.year}-${String(date.month).padStart(2, '0')}`, says: monthOfDate(date) };
  },
  leaves: (of) => {
    const status = of(STATUS[1]) || (STATUS_NAMES.get(of(STATUS[0])) ?? '');
    if (/^(closed|proposed to open)$/i.test(status)) return `status: ${status}`;
    const found = kindIn(of);
    return found !== undefined && found.type === undefined
      ? `no school of a kind that a model has: ${found.name}`
      : undefined;
  },
  coded: [
    { code: TYPE[0], name: TYPE[1], names: TYPE_NAMES },
    { code: PHASE[0], name: PHASE[1], names: PHASE_NAMES },
    { code: STATUS[0], name: STATUS[1], names: STATUS_NAMES },
  ],
  aliases: () => [],
  sums: {},
  amounts: () => undefined,
};
