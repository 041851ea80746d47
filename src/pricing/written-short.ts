import { writtenNumber } from '../language/index.js';

/* What is written as one number where a block of terms stands. */

/** Whether a text is an amount of pounds from zero up. */
export function isPlainAmount(text: string): boolean {
  const number = writtenNumber(text);
  return 'value' in number && !number.percent && number.value.sign >= 0;
}

/** How a block of `percent` or `amount` is written whose number alone is said: `10%`; undefined for other texts. */
export function percentOrAmount(text: string): string | undefined {
  const number = writtenNumber(text);
  if ('why' in number || number.value.sign < 0) return undefined;
  return `write { ${number.percent ? 'percent' : 'amount'}: ${text}, because: … }`;
}
