/** Columns of which there may be one for each date from which it holds: `pupils_2019`. */
export const DATED = ['pupils', 'joins', 'trust'] as const;
export type DatedColumn = (typeof DATED)[number];
export const isDatedColumn = (name: string): name is DatedColumn => DATED.some((each) => each === name);
