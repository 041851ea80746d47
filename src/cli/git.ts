import { spawnSync } from 'node:child_process';
import type { Git } from '../reading/git-disk.js';

/** No answer of git is larger than the largest file that is read. */
const MOST_BYTES = 2 ** 30;

/** Git's own program, asked without a shell. It is only asked to read, and takes no lock. */
export const git: Git = (folder, args) => {
  const env = { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
  const { status, stdout, error } = spawnSync('git', ['-C', folder, ...args], {
    env,
    maxBuffer: MOST_BYTES,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return undefined;
  return { ok: status === 0, out: stdout ?? new Uint8Array() };
};
