import { readdirSync, readFileSync } from 'node:fs';
import { referenceModels } from '../reference.js';
import { csvSlips } from './csv-slips.js';
import type { Slip } from './mutant.js';
import { yamlSlips } from './yaml-slips.js';

/* The files in which slips are made: every model, price list, set of parameters, roll and consultation that is shipped, and the models of the reference. */

/** A file in which slips are made, and the model that is checked with it. */
export interface Subject {
  /** The path of the file. */
  readonly file: string;
  /** What `buyin check` is given. */
  readonly checked: string;
  /** All files that the model is made of, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Those of them that come with the program and not from the model's folder. */
  readonly shipped: boolean;
  readonly slips: readonly Slip[];
}

const ENGLAND = 'models/parameters/england.yaml';
const read = (path: string): string => readFileSync(path, 'utf8');

/** All of them. */
export function subjects(): Subject[] {
  const lists = readdirSync('models').filter((name) => name.endsWith('.yaml'));
  const models = readdirSync('examples').flatMap((name) => {
    const folder = `examples/${name}`;
    const files = Object.fromEntries(
      readdirSync(folder).map((file) => [`${folder}/${file}`, read(`${folder}/${file}`)]),
    );
    return Object.keys(files).map((file) => subject(file, folder, files));
  });
  return [
    ...lists.map((name) => subject(`models/${name}`, `models/${name}`, { [`models/${name}`]: read(`models/${name}`) })),
    ...models,
    ...reference(),
    england(),
  ];
}

function subject(file: string, checked: string, files: Subject['files'], shipped = false): Subject {
  const text = files[file] as string;
  if (!file.endsWith('.csv')) return { file, checked, files, shipped, slips: yamlSlips(text) };
  const slips = isDownload(file, files) ? csvSlips(text).map(ofDownload) : csvSlips(text);
  return { file, checked, files, shipped, slips };
}

/** Whether a model reads a table in a form that is not its own: `reads`, or with its columns named. */
function isDownload(file: string, files: Subject['files']): boolean {
  const [name = ''] = file.split('/').slice(-1);
  const models = Object.entries(files).filter(([path]) => path.endsWith('.yaml'));
  return models.some(([, text]) => new RegExp(`file: "?${name}"?,?\\s+(?:reads|columns):`).test(text));
}

function ofDownload(slip: Slip): Slip {
  const make: Slip['make'] = (random) => {
    const mutant = slip.make(random);
    return mutant && { ...mutant, what: 'download' };
  };
  return { ...slip, what: 'download', make };
}

/** The models of the reference, which use every key. */
function reference(): Subject[] {
  return referenceModels.flatMap(({ text, files: beside }, i) => {
    const folder = `reference/${i + 1}`;
    const named: Readonly<Record<string, string>> = { 'model.yaml': text, ...beside };
    const files = Object.fromEntries(Object.entries(named).map(([name, said]) => [`${folder}/${name}`, said] as const));
    return Object.keys(files).map((file) => subject(file, `${folder}/model.yaml`, files));
  });
}

/** The national parameters, through a small model that takes them. */
function england(): Subject {
  const model = `buyin: 1
name: Small
calendar: { starts: 2026-09, years: 2, year_starts: September }
parameters: england
schools: { named: { oak: { phase: primary, type: community, pupils: 200 } } }
tiers: { core: { price: { per_pupil: 10 }, joins: 100%, vat: standard } }
staff:
  head: { fte: 1, salary: 60_000, pension: teachers, pay_award: { named: teachers, after: 2% } }
  adviser: { fte: 1, salary: { scale: soulbury, point: 18 }, pension: local_government, pay_award: { named: soulbury, after: 2% } }
tax: { vat: { registered: yes, quarter_ends: March } }
`;
  const files = { 'small/model.yaml': model, [ENGLAND]: read(ENGLAND) };
  return subject(ENGLAND, 'small/model.yaml', files, true);
}
