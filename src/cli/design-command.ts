import type { Command, Option } from './command.js';

/** The entry of `design`, which has more to say of its options than the others. */
export function designCommand(model: Command['args'][number], tier: Option, year: Option): Command {
  return {
    name: 'design',
    args: [model],
    says: 'search tariffs (fixed part, rate, floor, cap, by phase) for the frontier of surplus, who is better off, the largest loss and simplicity',
    options: [
      tier,
      {
        flags: '--vary <number=values>',
        says: 'a number of the tariff and its values: primary.rate=12..18/0.5, floor=none,1_500,2_000, cap=-20%..0%/10% (repeatable); those about today unless said',
        repeats: true,
      },
      {
        flags: '--by <prices>',
        says: 'prices as they are cut today (price), one for each phase (phase), or one for all (none) (repeatable)',
        repeats: true,
      },
      {
        flags: '--limit <limit>',
        says: 'a limit that the board sets: largest_loss<=10%, better_off_share.worst>=50%, numbers<=6, surplus:2028>=0, reserves.closing@some_scenario>=0 (repeatable)',
        repeats: true,
      },
      {
        flags: '--against <baseline>',
        says: 'what schools pay today, or buying separately at a level of prices; today unless nobody has said what that is',
        choices: ['today', 'low', 'typical', 'high'],
      },
      {
        flags: '--sort <order>',
        says: 'what the rows are sorted by',
        choices: ['surplus', 'better_off', 'largest_loss', 'numbers'],
        initial: 'surplus',
      },
      { flags: '--most <rows>', says: 'how many rows are shown, or all', initial: '12' },
      { flags: '--write <file>', says: 'write the first row as a scenario in a file, for --scenario' },
      { flags: '--pick <row>', says: 'the row that is written in place of the first' },
      year,
    ],
    examples: [
      'buyin design examples/borough',
      "buyin design examples/borough --vary primary.rate=12..18/0.5 --vary secondary.rate=7..11/0.5 --limit 'largest_loss<=10%' --limit 'reserves.closing>=0'",
      'buyin design examples/haringey --by none --by price --write design.yaml',
    ],
    load: () => import('./commands/design.js'),
  };
}
