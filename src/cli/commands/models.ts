import { Problems, problem } from '../../language/index.js';
import { libraryOf } from '../../reading/index.js';
import { modelReport, modelsReport } from '../../report/index.js';
import { type Run, Usage } from '../command.js';

export const run: Run<object> = ([name], { scenario, set }, io) => {
  if (scenario.length + set.length > 0)
    throw new Usage('buyin models lists what is shipped: it takes no --scenario and no --set');
  const library = libraryOf(io.disk);
  if (name === undefined) return { report: modelsReport(library) };
  const found = library.find((each) => each.name === name);
  if (found === undefined) {
    throw new Problems([
      problem('unknown-name', undefined, {
        name,
        what: 'model or price list that is shipped',
        known: library.map((each) => each.name),
      }),
    ]);
  }
  return { report: modelReport(found, found.kind === 'model' ? `${name}/model.yaml` : `models/${name}.yaml`) };
};
