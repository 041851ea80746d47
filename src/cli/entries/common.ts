import { formats } from '../../render/formats.js';
import { type CommandOption, UNKNOWN } from '../command.js';

/** What every command can be told, after its own options. */
export const COMMON: readonly CommandOption[] = [
  {
    flags: '--scenario <name>',
    says: 'a scenario of the model, or a file that holds one (design.yaml), or several together: a+b (repeatable where scenarios are compared)',
    repeats: true,
  },
  { flags: '--set <path=value>', says: "a value to try in place of the model's own (repeatable)", repeats: true },
  {
    flags: '--unknown <how>',
    says: 'of a total of which something is not known: part, the known part, named as partial; fail, a problem; unknown, with the known part beneath it, unless said',
    choices: UNKNOWN,
  },
  {
    flags: '--format <format>',
    says: "how to write the result: a table unless said, or as the ending of --output's file says",
    choices: Object.keys(formats),
  },
  {
    flags: '--output <file>',
    says: 'write the result to a file (result.csv, .json, .md), or into a folder (results/): a CSV file for each table',
  },
  {
    flags: '--watch',
    says: 'print anew whenever a file that was read changes, and say what moved; Ctrl-C ends it',
  },
];
