import type { SentenceSubject } from '../page/sentence.js';
import { appraisal } from './appraisal.js';
import { asking, ordering, results, tools, watching } from './asking.js';
import { assumptions, tried } from './assumptions.js';
import { basis } from './basis.js';
import { books } from './books.js';
import { cells } from './cells.js';
import { chance } from './chance.js';
import { coalitions } from './coalition.js';
import { comparing } from './comparing.js';
import { design } from './design.js';
import { differing } from './differing.js';
import { evens } from './evens.js';
import { groups } from './groups.js';
import { lives } from './lives.js';
import { moving } from './moving.js';
import { options } from './options.js';
import { pricing } from './pricing.js';
import { reactions } from './reactions.js';
import { roll } from './roll.js';
import { states } from './states.js';
import { titles } from './titles.js';
import { workings } from './workings.js';
import { worth } from './worth.js';

/** Every sentence that a report may print, by subject. A test holds that none is made anywhere else. */
export const register: readonly Pick<SentenceSubject, 'name' | 'entries'>[] = [
  basis,
  books,
  groups,
  lives,
  chance,
  comparing,
  differing,
  evens,
  coalitions,
  moving,
  reactions,
  states,
  assumptions,
  tried,
  options,
  worth,
  pricing,
  design,
  appraisal,
  asking,
  ordering,
  results,
  watching,
  tools,
  roll,
  titles,
  cells,
  workings,
];
