import type { Phase } from '../../model/index.js';
import { type CellsOf, type DownloadForm, establishmentIn, plainly } from './format.js';
import { kindOf, phaseOf } from './kinds.js';
import { dateOf, markIn } from './marks.js';

/* The financial returns of schools: what each has earned and spent in a year that is over. */

const PHASES: ReadonlyMap<string, Phase> = new Map(
  (
    [
      ['Special', 'special'],
      ['Pupil referral unit', 'alternative'],
      ['Alternative provision', 'alternative'],
      ['All-through', 'all_through'],
    ] as const
  ).map(([name, phase]) => [plainly(name), phase]),
);

const phaseIn = (of: CellsOf): Phase | undefined =>
  PHASES.get(plainly(of('Overall Phase'))) ??
  phaseOf(
    kindOf(of('Type')),
    of('Overall Phase') || of('Phase'),
    of('Lowest age of pupils'),
    of('Highest age of pupils'),
  );

/** What both returns say of a school, in the file of the benchmarking service. */
const words: DownloadForm['words'] = {
  name: { headings: ['School Name'] },
  phase: { headings: ['Overall Phase', 'Phase'], means: (_, of) => phaseIn(of) },
  type: { headings: ['Type'], means: (said) => kindOf(said)?.type },
  gender: { headings: ['Gender'] },
};

const MONTHS = ['Period covered by return (months)', 'Period covered by return'] as const;
const SUPPLIED = 'Did Not Supply flag';
const LEAD = 'Lead school in federation';
/** In the return without URN, of the lead of a federation: its other schools have no row. */
const FEDERATED = 'Federated Flag';

const first = (of: CellsOf, headings: readonly string[]): string => headings.map(of).find((said) => said !== '') ?? '';

/** Why the amounts of a row are not those of one school in one year; undefined where they are. */
function notOfAYear(of: CellsOf): string | undefined {
  if (/^(dns|y|yes)$/i.test(of(SUPPLIED))) return 'the return was not supplied';
  const months = first(of, MONTHS);
  if (months !== '' && Number(months) !== 12) return `the return covers ${months} months`;
  return undefined;
}

/** What both returns say in the same words. */
const SHARED = {
  urn: ['URN'],
  numbers: { free_school_meals: { headings: ['% of pupils eligible for FSM'], number: 'per cent' } },
  census: 'january',
  period: () => undefined,
  coded: [],
  dates: [],
} as const;
const BESIDE = ['Phase', 'Overall Phase', 'Type', 'Lowest age of pupils', 'Highest age of pupils', SUPPLIED, ...MONTHS];

/** The line of a return that a heading begins with: `E27  Bought in professional services - curriculum`. */
const LINE = /^(I|E|OB|CI|CE|B)\s?(\d{2}[A-Ga-g]?)(?=\s|$)/;

/**
 * The consistent financial reporting of maintained schools, April to March: the file of the benchmarking service, and
 * the return as it is published, of which the lines are the headings. `E20` until 2023-24 is `E20A` to `E20G` after. A
 * federation returns once, by its lead.
 */
export const cfr: DownloadForm = {
  reads: 'cfr',
  called: 'the consistent financial reporting of maintained schools (CFR)',
  known: [
    'URN',
    'LAEstab',
    'LEAEstab',
    'School Name',
    'Overall Phase',
    SUPPLIED,
    'No Pupils',
    LEAD,
    'I01',
    'E01',
    'E27',
  ],
  ...SHARED,
  words: { ...words, area: { headings: ['LA Name'] } },
  pupils: { fte: ['No Pupils'] },
  needs: [],
  beside: ['LAEstab', 'LEAEstab', FEDERATED, ...BESIDE, LEAD],
  establishment: ['LAEstab', 'LEAEstab'],
  establishmentOf: (of) => establishmentIn(first(of, ['LAEstab', 'LEAEstab'])),
  warns: (has) =>
    MONTHS.some(has) ? [] : ['it does not say how many months a return covers: each is taken for a year'],
  leaves: () => undefined,
  aliases: (heading) => {
    const [, letters, line] = LINE.exec(heading) ?? [];
    return line === undefined ? [] : [`${letters}${line}`];
  },
  sums: { E20: ['E20A', 'E20B', 'E20C', 'E20D', 'E20E', 'E20F', 'E20G'] },
  amounts: (of) => {
    const why = notOfAYear(of);
    if (why !== undefined) return why;
    if (/^(yes|y|true|1)$/i.test(of(FEDERATED))) return 'the return is that of a whole federation';
    const lead = of(LEAD);
    if (/^(|0|n\/?a|no|none)$/i.test(lead)) return undefined;
    const mark = markIn(lead);
    if (mark !== undefined) return `whether the return is that of a federation is not known: ${lead} (${mark})`;
    return lead === of('LAEstab') || /^lead ?school$/i.test(of(SUPPLIED))
      ? 'the return is that of a whole federation'
      : `the return is that of the lead of its federation, ${lead}`;
  },
};

/** Lines of the academies' return since 2024, and the codes that they had until 2023. */
const CODES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    BAI010: '11122',
    BAI020: '11131',
    BAI030: '11141',
    BAI040: '11142',
    BAI050: '11101',
    BAI060: '11151',
    BAI070: '11161',
    BAI080: '11162',
    BAI090: '11163',
    BAI100: '11201',
    BAI101: '11205',
    BAI110: '11202',
    BAI120: '11203',
    BAI130: '11204',
    BAI140: '11301',
    BAI150: '11401',
    BAI160: '30001',
    BAI170: '43001',
    BAB030: '44001',
    BAE010: '21101',
    BAE020: '21102',
    BAE030: '21103',
    BAE040: '21104',
    BAE050: '21105',
    BAE060: '21106',
    BAE070: '21107',
    BAE080: '21201',
    BAE090: '21202',
    BAE100: '21204',
    BAE110: '21203',
    BAE120: '21301',
    BAE130: '21401',
    BAE140: '21402',
    BAE150: '21403',
    BAE160: '21404',
    BAE170: '21405',
    BAE180: '21406',
    BAE190: '21501',
    BAE200: '21601',
    BAE210: '21602',
    BAE220: '21603',
    BAE230: '21604',
    BAE240: '21606',
    BAE250: '21701',
    BAE260: '21703',
    BAE270: '21705',
    BAE280: '21706',
    BAE290: '21707',
    BAE300: '21702',
    BAE310: '21802',
    BAE320: '21801',
  }).map(([line, code]) => [line, `BNCH${code}`]),
);
const LINES: ReadonlyMap<string, string> = new Map([...CODES].map(([line, code]) => [code, line]));

const JOINED = ['Date joined or opened if in period', 'Date joined or opened if in period:'] as const;
const LEFT = ['Date left or closed if in period', 'Date left or closed if in period:'] as const;

/**
 * The academies accounts return, September to August: `BNCH…` until 2023, `BAI…`, `BAE…` and `BAB…` after, each known by
 * both of its codes; and the file of the benchmarking service. What a trust spends centrally has no row of a school.
 */
export const aar: DownloadForm = {
  reads: 'aar',
  called: 'the academies accounts return (AAR)',
  known: [
    'URN',
    'LAEstab',
    'School Name',
    'Academy UPIN',
    'ACADEMYUPIN',
    'Company_Number',
    'Company Number',
    'ACADEMYTRUSTSTATUS',
    'MAT SAT or Central Services',
    'BAE010-T',
    'BAI010-T',
  ],
  ...SHARED,
  words: {
    ...words,
    name: { headings: ['School Name', 'Academy_Name'] },
    trust: { headings: ['Trust or Company Name', 'Company_Name'] },
  },
  pupils: { fte: ['Number of pupils in academy (FTE)'] },
  needs: [],
  beside: [...BESIDE, 'ACADEMYTRUSTSTATUS', ...JOINED, ...LEFT],
  establishment: ['LAEstab'],
  establishmentOf: (of) => establishmentIn(of('LAEstab')),
  warns: () => [],
  leaves: (of) => (/^1 day$/i.test(of('ACADEMYTRUSTSTATUS')) ? 'a trust of one day' : undefined),
  aliases: (heading) => {
    const [, line] = /^(BA[IEB]\d{3})(?:-[A-Z])?$/.exec(heading) ?? [];
    const [code] = /^BNCH\d{5}(?=\D|$)/.exec(heading) ?? [];
    const other = line === undefined ? LINES.get(code ?? '') : CODES.get(line);
    return [line ?? code, other].filter((each): each is string => each !== undefined);
  },
  sums: {},
  amounts: (of) => {
    const why = notOfAYear(of);
    if (why !== undefined) return why;
    for (const [says, headings] of [
      ['joined or opened', JOINED],
      ['left or closed', LEFT],
    ] as const) {
      const said = first(of, headings);
      if (said !== '' && !/^(null|n\/?a|0|-)$/i.test(said))
        return `the return is of a part of the year: the school ${says} in it${dateOf(said) === undefined ? '' : `, on ${said}`}`;
    }
    return undefined;
  },
};
