import { isCancel, text } from '@clack/prompts';
import { Usage } from './command.js';
import type { TerminalQuestion } from './io.js';

/**
 * Asks on the terminal, beside the results: `output` is where the questions are shown. Rejects with Usage where it is
 * broken off.
 */
export async function askOn(
  { question, initial, whyNot }: TerminalQuestion,
  output: NodeJS.WriteStream,
): Promise<string> {
  const said = await text({
    message: question,
    output,
    ...(initial !== '' && { placeholder: initial, defaultValue: initial }),
    validate: (value) => whyNot(value ?? ''),
  });
  if (isCancel(said)) throw new Usage('broken off: nothing was written');
  return said ?? '';
}
