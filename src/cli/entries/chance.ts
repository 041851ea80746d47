import type { Command } from '../command.js';
import { AS_OF, DRAW, DRAWS, MODEL, SEED, YEAR } from './options.js';

/**
 * What is not known, what hangs on it, and how bad it can get. To add a command: a file in `../commands/`, and an entry
 * here or beside.
 */
export const chance: readonly Command[] = [
  {
    name: 'assumptions',
    group: 'sources',
    args: [MODEL],
    says: 'lists the assumptions: value, range, basis, source, owner, review, where each is used, and what it does to reserves and to who is better off',
    options: [AS_OF],
    examples: ['buyin assumptions examples/borough', 'buyin assumptions examples/alliance --as-of 2027-06'],
    load: () => import('../commands/assumptions.js'),
  },
  {
    name: 'simulate',
    group: 'chance',
    args: [MODEL],
    says: 'shows how bad it can get, and how likely that is: over many draws schools join or not, and what has a range or states varies',
    options: [
      DRAWS,
      SEED,
      DRAW,
      { flags: '--percentiles <list>', says: 'which percentiles of the draws are shown', initial: '5,50,95' },
    ],
    examples: [
      'buyin simulate examples/haringey --scenario low_buy_in --draws 20000 --seed 7',
      'buyin simulate examples/haringey --draw 4711',
    ],
    load: () => import('../commands/simulate.js'),
  },
  {
    name: 'sensitivity',
    group: 'chance',
    args: [MODEL],
    says: 'shows what moves a figure: each assumption across its range (a tornado), two things at once (a grid), and the values at which the figure changes sign or the options change order',
    options: [
      {
        flags: '--on <figure>',
        says: 'the figure, as explain names it, with or without its period: reserves.closing[2022]',
        initial: 'reserves.closing',
      },
      YEAR,
      {
        flags: '--switching',
        says: 'also the values at which each assumption changes the sign of the figure, and the order of the options',
      },
      {
        flags: '--grid <one,other>',
        says: 'the two things that a grid changes at once: assumptions, paths, or price; with values as in buy_in=70%..90% or buy_in=70%/80%/90%',
      },
      { flags: '--points <number>', says: 'how many values of each the grid has; 5 unless said' },
    ],
    examples: [
      'buyin sensitivity examples/borough --switching',
      "buyin sensitivity examples/haringey --on surplus --year 2020 --grid 'buy_in_primary,price'",
    ],
    load: () => import('../commands/sensitivity.js'),
  },
  {
    name: 'solve',
    group: 'chance',
    args: [MODEL],
    says: 'finds the values of one number that meet a target, each verified by playing the model through with it; or the nearest miss',
    options: [
      {
        flags: '--target <target>',
        says: "the target: 'reserves.closing[2022]=150_000', with =, >= or <=",
        needed: true,
      },
      { flags: '--step <step>', says: 'the steps in which the number is changed; its last written digit unless said' },
      { flags: '--from <value>', says: 'where the search begins; 0 unless said' },
      { flags: '--to <value>', says: 'where the search ends; ten times the value, or 100%, unless said' },
      YEAR,
    ],
    examples: [
      "buyin solve examples/haringey --set tiers.membership.price.0.per_pupil --target 'reserves.closing[2022]=150_000' --step 0.05",
      "buyin solve examples/borough --set assumptions.buy_in_primary.value --target 'surplus[2029]>=0'",
    ],
    load: () => import('../commands/solve.js'),
  },
];
