// What a run leaves for the next, which goes on where a run of the same code and tests was stopped.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const toJson = (_, value) =>
  value instanceof Map ? { mapOf: [...value] } : value instanceof Set ? { setOf: [...value] } : value;
const fromJson = (_, value) => (value?.mapOf ? new Map(value.mapOf) : value?.setOf ? new Set(value.setOf) : value);

/** What a file keeps of a program of tests; nothing of another program. */
export function kept(path, program) {
  const own = () => createHash('sha256').update(readFileSync(program)).digest('hex');
  const read = () => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8'), fromJson) : { of: '', what: {} });
  const of = program === undefined ? undefined : own();
  const write = (what) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ of, what }, toJson));
  };
  return {
    /** What the last run left, of whatever program. */
    last: () => read().what,
    same() {
      const { of: other, what } = read();
      return other === of ? what : {};
    },
    async orElse(make) {
      const { of: other, what } = read();
      if (other === of) return what;
      const made = await make();
      write(made);
      return made;
    },
    write,
  };
}
