import { type Run, Usage } from '../command.js';
import { completionScript, isShell } from '../completion.js';
import { SHELLS } from '../tab.js';

export const run: Run<object> = ([shell = '']) => {
  if (!isShell(shell)) throw new Usage(`there is no completion for ${shell}: the shells are ${SHELLS.join(', ')}`);
  return { text: completionScript(shell) };
};
