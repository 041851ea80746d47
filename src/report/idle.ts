import { BASE_OPTION, type Model, scenarioCalled } from '../model/index.js';
import type { Idle } from '../reading/index.js';
import { options } from './sentences/options.js';
import type { Sentence } from './sentences/sentence.js';

/** What a stress says of places that an option does not have, a sentence for each. */
export function idleLines(model: Model, option: string, stress: string, idle: readonly Idle[]): readonly Sentence[] {
  const said = (name: string): string => scenarioCalled(model, name);
  const whose = option === BASE_OPTION ? 'the model without any scenario' : said(option);
  return idle.flatMap(({ path, span, by }) =>
    options.say.idle({ option: said(option), stress: said(stress), by: said(by), path, place: placeOf(span), whose }),
  );
}

const placeOf = ({ file, line, column }: Idle['span']): string => `${file.name}:${line}:${column}`;
