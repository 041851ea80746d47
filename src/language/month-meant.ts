import { MONTH_NAMES } from './month-names.js';

/** The name of a month that begins so, of three letters or more: `Sept`, `mar.`. */
export function monthNamed<N extends string>(said: string, names: readonly N[]): N | undefined {
  const begun = said.trim().toLowerCase().replace(/\.$/, '');
  return begun.length < 3 ? undefined : names.find((name) => name.toLowerCase().startsWith(begun));
}

/**
 * The month that is meant by another way of writing one, `Sept 2026`, `Sep-26`, `09/2026`, as a model writes it;
 * undefined where none is, or more than one may be.
 */
export function monthMeant(text: string): string | undefined {
  const said = text.trim().toLowerCase();
  const [, name = '', year] = /^([a-z]{3,9})\.?[\s,/-]*((?:20)?\d\d)$/.exec(said) ?? [];
  const whole = (part: string): string => (part.length === 2 ? `20${part}` : part);
  if (year !== undefined) {
    const meant = monthNamed(name.slice(0, 3), MONTH_NAMES);
    return meant && `${whole(year)}-${String(MONTH_NAMES.indexOf(meant) + 1).padStart(2, '0')}`;
  }
  const [, month, after] = /^(\d{1,2})[/.-](20\d\d)$/.exec(said) ?? [];
  const [, before, last] = /^(20\d\d)[/.-]?(\d{1,2})$/.exec(said) ?? [];
  const number = Number(month ?? last);
  return number >= 1 && number <= 12 ? `${after ?? before}-${String(number).padStart(2, '0')}` : undefined;
}
