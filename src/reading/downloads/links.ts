import type { CellsOf, DownloadForm } from './format.js';
import { dateOf, monthOfDate } from './marks.js';

/** How one school of a link stands to the other. */
type Standing = 'follows' | 'is followed' | 'neither';

/**
 * The kinds of link of the national register (November 2026): `follows`, where the school of the row goes on from the one
 * that is linked; `is followed`, the other way round. The rest says nothing of whose pupils go where.
 */
export const LINKS: ReadonlyMap<string, Standing> = new Map([
  ['predecessor', 'follows'],
  ['predecessor - amalgamated', 'follows'],
  ['predecessor - merged', 'follows'],
  ['predecessor - split school', 'follows'],
  ['result of amalgamation', 'follows'],
  ['successor', 'is followed'],
  ['successor - amalgamated', 'is followed'],
  ['successor - merged', 'is followed'],
  ['successor - split school', 'is followed'],
  ['child', 'neither'],
  ['child - split school', 'neither'],
  ["children's centre link", 'neither'],
  ['closure', 'neither'],
  ['expansion', 'neither'],
  ['merged - change in age range', 'neither'],
  ['merged - expansion in school capacity and changer in age range', 'neither'],
  ['merged - expansion of school capacity', 'neither'],
  ['not applicable', 'neither'],
  ['other', 'neither'],
  ['parent', 'neither'],
  ['parent - merged', 'neither'],
  ['parent - split school', 'neither'],
  ['sixth form centre link', 'neither'],
  ['sixth form centre school', 'neither'],
]);

/** One school that another goes on from, by a link of the register. */
export interface SchoolLink {
  readonly of: string;
  readonly from: string;
  readonly kind: string;
  readonly since: string | undefined;
}

/** The link of a row, from the school that goes on; undefined where it says nothing of that. */
export function linkIn(of: CellsOf): SchoolLink | undefined {
  const kind = of('LinkType');
  const standing = LINKS.get(kind.toLowerCase());
  const [here, other] = [of('URN'), of('LinkURN')];
  if (standing === undefined || standing === 'neither' || other === '') return undefined;
  const date = dateOf(of('LinkEstablishedDate'));
  const since = date && monthOfDate(date);
  return standing === 'follows' ? { of: here, from: other, kind, since } : { of: other, from: here, kind, since };
}

/** The links of the national register: `links_edubasealldata20261101.csv`. */
export const links: DownloadForm = {
  reads: 'links',
  called: 'the links of the national register',
  known: ['URN', 'LinkURN', 'LinkName', 'LinkType', 'LinkEstablishedDate'],
  urn: ['URN'],
  words: {},
  numbers: {},
  pupils: {},
  census: undefined,
  needs: ['LinkURN', 'LinkType'],
  beside: ['URN', 'LinkURN', 'LinkType', 'LinkEstablishedDate'],
  establishment: [],
  establishmentOf: () => undefined,
  dates: ['LinkEstablishedDate'],
  warns: () => [],
  period: () => undefined,
  leaves: (of) => {
    const standing = LINKS.get(of('LinkType').toLowerCase());
    return standing === 'follows' || standing === 'is followed' ? undefined : `link: ${of('LinkType') || '(blank)'}`;
  },
  coded: [],
  aliases: () => [],
  sums: {},
  amounts: () => undefined,
};
