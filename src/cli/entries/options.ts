import type { CommandOption } from '../command.js';

/** As `GROUPINGS` of the analysis has them: this file is loaded by every command and loads nothing. */
export const GROUPINGS = ['phase', 'type', 'constituency', 'size', 'deprivation', 'area', 'trust'];

export const MODEL = ['<model>', 'a model file, or a folder that holds a model.yaml'] as const;
export const YEAR: CommandOption = {
  flags: '--year <year>',
  says: 'a company year, by the calendar year in which it starts',
};
export const SCHOOL: CommandOption = {
  flags: '--school <school>',
  says: 'a school of the roll by its number or name, or a made-up one: phase=primary,pupils=262',
};
export const TIER: CommandOption = {
  flags: '--tier <tier>',
  says: 'one tier, put on every school that may take it; unless said, each school is in the tier that it takes',
};

export const WITH: CommandOption = {
  flags: '--with <list>',
  says: "a price list whose prices these schools would pay, beside the model's own tiers (repeatable)",
  repeats: true,
};

export const AS_OF: CommandOption = {
  flags: '--as-of <month>',
  says: 'the month by which reviews are overdue; this month unless said',
};

export const DRAWS: CommandOption = { flags: '--draws <number>', says: 'how many draws', initial: '10000' };
export const SEED: CommandOption = {
  flags: '--seed <number>',
  says: 'the seed of the draws: the same seed gives the same draws on every machine',
  initial: '1',
};
export const DRAW: CommandOption = { flags: '--draw <number>', says: 'one draw by its number, shown in full' };
