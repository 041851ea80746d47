import { Chalk } from 'chalk';

export type Paint = (text: string) => string;

/** What colour and weight may say on a terminal, always in addition to words or lines that say it too. */
export interface Paints {
  readonly strong: Paint;
  readonly quiet: Paint;
  readonly wrong: Paint;
  readonly help: Paint;
}

/** The paints of a page; without colour they change nothing, whatever the environment asks for. */
export function paints(colour: boolean): Paints {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return {
    strong: (text) => chalk.bold(text),
    quiet: (text) => chalk.dim(text),
    wrong: (text) => chalk.red.bold(text),
    help: (text) => chalk.cyan(text),
  };
}
