import type { Command } from './command.js';
import { chance } from './entries/chance.js';
import { company } from './entries/company.js';
import { offer } from './entries/offer.js';
import { tools } from './entries/tools.js';

/**
 * Every command, in the order in which `--help` lists them. To add one: a file in `commands/`, and an entry in
 * `entries/`.
 */
export const commands: readonly Command[] = [...company, ...offer, ...chance, ...tools];
