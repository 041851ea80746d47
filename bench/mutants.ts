// What is run by mutants.js: slips in every file that is shipped, each checked in this process.
export { summaryOf, told, trialsOf, unlisted } from '../test/support/mutants/run.js';
export { subjects } from '../test/support/mutants/subjects.js';
