'use strict';
const { readFileSync } = require('node:fs');
const { wrap } = require('node:module');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');

// A command is over before the optimising compiler would have paid for itself: it waits longer before it starts on a function.
setFlagsFromString('--interrupt-budget=500000');

const dist = join(__dirname, '..', 'dist');
const file = join(dist, 'buyin.cjs');

/**
 * The bundled command line. The build leaves beside it what the engine has already compiled; another version of the engine refuses that and
 * compiles anew, which only takes longer. `keep` is given the script, for the build to take the compiled code from.
 */
module.exports = function load(keep) {
  let cachedData;
  try {
    if (keep === undefined) cachedData = readFileSync(join(dist, 'buyin.cache'));
  } catch {
    // Without it everything works, a little later.
  }
  const script = new Script(wrap(readFileSync(file, 'utf8')), { filename: file, cachedData });
  const made = { exports: {} };
  script.runInThisContext()(made.exports, require, made, file, dist);
  keep?.(script);
  return made.exports;
};
