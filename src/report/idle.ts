import { BASE_OPTION, type Model, scenarioCalled } from '../model/index.js';
import type { Idle } from '../reading/index.js';

/** What a stress says of places that an option does not have, a sentence for each. */
export function idleLines(model: Model, option: string, stress: string, idle: readonly Idle[]): string[] {
  const said = (name: string): string => scenarioCalled(model, name);
  const whose = option === BASE_OPTION ? 'the model as it stands' : said(option);
  return idle.map(
    ({ path, span, by }) =>
      `${said(option)} under ${said(stress)}: what ${said(by)} says of ${path} (${placeOf(span)}) changes nothing, because ${whose} has no such place.`,
  );
}

const placeOf = ({ file, line, column }: Idle['span']): string => `${file.name}:${line}:${column}`;
