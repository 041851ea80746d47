import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Files } from './disk.js';

/** A git repository of one test, which is removed when the test is finished. */
export interface Repository {
  readonly folder: string;
  /** Puts files beside those that are there, and commits all of it, at a time that is always the same. */
  readonly commit: (files: Files, ...more: readonly (readonly string[])[]) => void;
  readonly git: (...args: readonly string[]) => string;
}

const ENV = {
  ...process.env,
  GIT_AUTHOR_DATE: '2026-11-01T12:00:00Z',
  GIT_COMMITTER_DATE: '2026-11-01T12:00:00Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

/** A folder of one test, in no repository. */
export function scratch(files: Files = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'buyin-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  put(folder, files);
  return folder;
}

/** Writes files into a folder. */
export function put(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A repository with a commit of these files on `main`. */
export function repository(files: Files): Repository {
  const folder = scratch();
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', folder, ...args], { env: ENV, encoding: 'utf8', stdio: 'pipe' });
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Example');
  git('config', 'user.email', 'example@example.org');
  const commit = (some: Files): void => {
    put(folder, some);
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', 'as it stands');
  };
  commit(files);
  return { folder, git, commit };
}
