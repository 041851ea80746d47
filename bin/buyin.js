#!/usr/bin/env node
'use strict';
const FAULT = 70;

/** What went wrong outside every command: told in a sentence, never as a trace. */
function fault(error) {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  process.stderr.write(
    `This is a fault of buyin, not of your model: ${said}\nPlease report it with the command line and the model.\n`,
  );
  process.exit(FAULT);
}

process.on('uncaughtException', fault);
process.on('unhandledRejection', fault);

function unlessBuilt(loaded) {
  try {
    return loaded();
  } catch (error) {
    if (!['ENOENT', 'MODULE_NOT_FOUND'].includes(error.code)) throw error;
    process.stderr.write('buyin is not built yet: run "npm run build" in the folder of the program\n');
    return process.exit(FAULT);
  }
}

/** Help stands in a small bundle of its own; undefined where the command line, for all that it says, asks for more. */
async function helped() {
  const asked = process.argv.slice(2);
  // What a shell hands over to be completed is no question of its own, whatever stands in it.
  if (asked[0] === 'complete' && (asked.includes('--') || asked[1] === '--line')) return undefined;
  if (asked.length > 0 && !asked.includes('--help') && !asked.includes('--version')) return undefined;
  return unlessBuilt(() => require('../dist/help.cjs')).start();
}

helped()
  .then((code) => code ?? unlessBuilt(() => require('./load.js')()).start())
  .then((code) => {
    process.exitCode = code;
  });
