'use strict';
const { readFileSync } = require('node:fs');
const { wrap } = require('node:module');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');
const { crc32 } = require('node:zlib');

// A command is over before the optimising compiler would have paid for itself: it waits longer before it starts on a function.
setFlagsFromString('--interrupt-budget=500000');
// And before garbage that is marked a little at a time would have paid: all that a command keeps is marked at once, twice or so in its life.
setFlagsFromString('--no-incremental-marking');

const dist = join(__dirname, '..', 'dist');
const CACHE = 'buyin.cache';
const BUNDLE = 'buyin.cjs';
const MARK_LENGTH = 8;

/**
 * What marks compiled code as made of this very bundle, and whole: a checksum of each. It tells damage and what is stale; a stronger hash takes
 * a fifth of a small command's time, and whoever could forge this one could as well change the bundle.
 */
function markOf(compiled, bundle) {
  const mark = Buffer.alloc(MARK_LENGTH);
  mark.writeUInt32BE(crc32(compiled), 0);
  mark.writeUInt32BE(crc32(bundle), MARK_LENGTH / 2);
  return mark;
}

/** The compiled code beside a bundle; undefined where there is none, or where it is damaged or was made of another bundle: it is then never run. */
function compiledFor(bundle) {
  try {
    const kept = readFileSync(join(dist, CACHE));
    const compiled = kept.subarray(MARK_LENGTH);
    return markOf(compiled, bundle).equals(kept.subarray(0, MARK_LENGTH)) ? compiled : undefined;
  } catch {
    // Without it everything works, a little later.
    return undefined;
  }
}

/**
 * The bundled command line. The build leaves beside it what the engine has already compiled; another version of the engine refuses that and
 * compiles anew, which only takes longer. `keep` is given what the build keeps: the compiled code behind its mark, as soon as the script has run.
 */
module.exports = function load(keep) {
  const bundle = readFileSync(join(dist, BUNDLE));
  const cachedData = keep === undefined ? compiledFor(bundle) : undefined;
  // The build leaves nothing but ASCII in the bundle, which is soonest read. The name is the same on every machine, so that no folder of the machine that built it is in what is packed.
  const script = new Script(wrap(bundle.toString('latin1')), { filename: BUNDLE, cachedData });
  const made = { exports: {} };
  script.runInThisContext()(made.exports, require, made, join(dist, BUNDLE), dist);
  keep?.(() => {
    const compiled = script.createCachedData();
    return { name: CACHE, bytes: Buffer.concat([markOf(compiled, bundle), compiled]) };
  });
  return made.exports;
};
