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

function started() {
  try {
    return require('./load.js')();
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    process.stderr.write('buyin is not built yet: run "npm run build" in the folder of the program\n');
    return process.exit(FAULT);
  }
}

started()
  .start()
  .then((code) => {
    process.exitCode = code;
  });
