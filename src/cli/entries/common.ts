import { formats } from '../../render/formats.js';
import { type CommandOption, UNKNOWN } from '../command.js';

/** What every command can be told, after its own options. */
export const COMMON: readonly CommandOption[] = [
  {
    flags: '--scenario <name>',
    says: 'a scenario of the model, a file that holds one (design.yaml), or several together: a+b (repeatable where scenarios are compared)',
    repeats: true,
  },
  { flags: '--set <path=value>', says: "a value to try in the place of the model's own (repeatable)", repeats: true },
  {
    flags: '--unknown <how>',
    says: 'how to show a total of which a part is not known. part: the known part, marked as such; fail: a problem. Unless said it is unknown, with the known part below it',
    choices: UNKNOWN,
  },
  {
    flags: '--format <format>',
    says: "the form of the result: a table unless said, or what the ending of --output's file says",
    choices: Object.keys(formats),
  },
  {
    flags: '--output <file>',
    says: 'the file for the result (result.csv, .json, .md), or a folder (results/) for a CSV file of each table',
  },
  {
    flags: '--watch',
    says: 'print the page again whenever a file that was read changes, and say what moved; Ctrl-C ends it',
  },
];
