import { claim, subject, words } from '../page/sentence.js';

/** What stands in a table of tariffs: those that meet every limit, or, where none does, those that come nearest. */
export interface TariffsTitled {
  readonly meeting: number;
  readonly limits: number;
}

/** Titles that claim something. One that only names what stands below it is `titled` where it stands. */
export const titles = subject('titles', {
  worthNotKnown: claim(
    'law',
    ({ name, known }: { readonly name: string; readonly known: number }) => (known === 0 ? name : undefined),
    (name) => words`${name}: who is better and who is worse off is not known`,
  ),
  rest: claim(
    'law',
    ({ name, levels, against }: { readonly name: string; readonly levels: number; readonly against: string }) =>
      levels > 0 ? { name, against } : undefined,
    ({ name, against }) => words`${name}: what the part without a price must be worth, against ${against}`,
  ),
  capped: claim(
    'law',
    (isCapped: boolean) => (isCapped ? true : undefined),
    () => words`Fees by phase, and what the cap takes off them, £`,
  ),
  uncapped: claim(
    'law',
    (isCapped: boolean) => (isCapped ? undefined : true),
    () => words`Fees by phase, £`,
  ),
  noTariff: claim(
    'law',
    ({ meeting }: TariffsTitled) => (meeting === 0 ? true : undefined),
    () => words`No tariff that was tried meets every limit`,
  ),
  nearest: claim(
    'law',
    ({ meeting }: TariffsTitled) => (meeting === 0 ? true : undefined),
    () => words`The tariffs that come nearest`,
  ),
  frontier: claim(
    'law',
    ({ meeting, limits }: TariffsTitled) => (meeting > 0 && limits === 0 ? true : undefined),
    () => words`The frontier`,
  ),
  meeting: claim(
    'law',
    ({ meeting, limits }: TariffsTitled) => (meeting > 0 && limits > 0 ? true : undefined),
    () => words`The frontier of those that meet every limit`,
  ),
  emptied: claim(
    'law',
    (isEvery: boolean) => ({ isEvery }),
    ({ isEvery }) =>
      words`No school that is known stays under ${isEvery ? 'any tariff that is shown' : 'some of the tariffs'}`,
  ),
  incomparable: claim(
    'law',
    (isKnown: boolean) => (isKnown ? undefined : true),
    () => words`Nothing can be compared: the surplus is unknown`,
  ),
  inside: claim(
    'law',
    ({ rows, of }: { readonly rows: number; readonly of: string }) => (rows === 0 ? undefined : of),
    (of) => words`${of}: where the ends of a range do not tell how far it goes`,
  ),
  /** Nothing stands below it but what was given up with its reason. */
  untried: claim(
    'law',
    (untried: number) => (untried === 0 ? undefined : true),
    () => words`What could not be tried`,
  ),
});
