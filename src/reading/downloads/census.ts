import type { Phase } from '../../model/index.js';
import { type CellsOf, type DownloadForm, establishmentIn, plainly } from './format.js';
import { faithOf, kindOf } from './kinds.js';

const GROUPING = ['phase_type_grouping', 'phase-type_grouping'] as const;
const TYPE = ['typeofestablishment_name', 'type_of_establishment'] as const;
const ALL_THROUGH = ['all_through_school', 'all_through'] as const;

/** The groupings of the release of January 2025 and those before. */
const PHASES: ReadonlyMap<string, Phase> = new Map(
  (
    [
      ['State-funded nursery', 'nursery'],
      ['State-funded primary', 'primary'],
      ['State-funded secondary', 'secondary'],
      ['State-funded special school', 'special'],
      ['Non-maintained special school', 'special'],
      ['State-funded AP school', 'alternative'],
      ['Pupil referral unit', 'alternative'],
      ['City technology college', 'secondary'],
    ] as const
  ).map(([name, phase]) => [plainly(name), phase]),
);

const firstOf = (of: CellsOf, headings: readonly string[]): string =>
  headings.map(of).find((said) => said !== '') ?? '';

/**
 * The schools census at school level, `spc_school_level_underlying_data.csv` of "Schools, pupils and their
 * characteristics", of each January. `urn` is in lower case and girls and boys are female and male since 2024; some
 * labels of 2022-23 are cut at 64 characters. `fte pupils` counts each pupil at the school of the main registration:
 * dual subsidiary registrations stand in a column of their own since 2023 and are not added.
 */
export const census: DownloadForm = {
  reads: 'census',
  called: 'the schools census at school level',
  known: ['urn', 'time_period', 'la_name', 'school_name', 'headcount of pupils', 'fte pupils', ...GROUPING],
  urn: ['urn'],
  words: {
    name: { headings: ['school_name'] },
    phase: {
      headings: GROUPING,
      means: (said, of) =>
        /^(all[ -]?through|yes|1|y)/i.test(firstOf(of, ALL_THROUGH))
          ? 'all_through'
          : (kindOf(firstOf(of, TYPE))?.phase ?? PHASES.get(plainly(said))),
    },
    type: { headings: TYPE, means: (said) => kindOf(said)?.type },
    area: { headings: ['la_name'] },
    trust: { headings: ['trust'] },
    faith: { headings: ['denomination'], means: (said) => (said === '' ? '' : faithOf(said)) },
    district: { headings: ['district_administrative_name'] },
    ward: { headings: ['ward_name'] },
    gender: { headings: ['sex_of_school_description'] },
  },
  numbers: {
    free_school_meals: {
      headings: [
        '% of pupils known to be eligible for free school meals',
        '% of pupils known to be eligible for and claiming free school meals',
        '% of pupils known to be eligible for and claiming free school me',
      ],
      number: 'per cent',
    },
    boarders: { headings: ['total boarders'], number: 'count' },
  },
  pupils: { fte: ['fte pupils'], headcount: ['headcount of pupils'] },
  census: 'january',
  needs: [],
  beside: [
    'time_period',
    'geographic_level',
    'number_of_dual_subsidiary_registrations',
    'LAEstab',
    ...ALL_THROUGH,
    ...TYPE,
  ],
  establishment: ['LAEstab'],
  establishmentOf: (of) => establishmentIn(of('LAEstab')),
  dates: [],
  warns: () => [],
  period: (of) => {
    const [, year] = /^(\d{4})(?:\/?\d{2})?$/.exec(of('time_period')) ?? [];
    return year === undefined ? undefined : { at: `${Number(year) + 1}-01`, says: `January ${Number(year) + 1}` };
  },
  leaves: (of) => {
    const level = of('geographic_level');
    if (level !== '' && !/^school$/i.test(level)) return `a total: ${level}`;
    const found = kindOf(firstOf(of, TYPE));
    return found !== undefined && found.type === undefined
      ? `no school of a kind that a model has: ${found.name}`
      : undefined;
  },
  coded: [],
  aliases: () => [],
  sums: {},
  amounts: () => undefined,
};
