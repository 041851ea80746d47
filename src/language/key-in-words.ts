/** A key or a kind as a person reads it: `buy_in` as "buy in". */
export const keyInWords = (key: string): string => key.replace(/_/g, ' ');
