import { FILE_KINDS, type FileKind, jsonSchemaFor } from '../../model/index.js';
import { type Run, Usage } from '../command.js';

export const run: Run<object> = ([kind = 'model']) => {
  if (!(FILE_KINDS as readonly string[]).includes(kind))
    throw new Usage(`there is a schema of ${FILE_KINDS.join(' and of ')}, and not of ${kind}`);
  return { text: `${JSON.stringify(jsonSchemaFor(kind as FileKind), undefined, 2)}\n` };
};
