import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { lints } from '../src/analysis/index.js';
import { commands } from '../src/cli/commands.js';
import { rules } from '../src/pricing/index.js';
import { formats } from '../src/render/formats.js';

/** The folders of src, each of which may import from those before it. Reading and projection stand side by side. */
const ORDER = [
  'figures',
  'language',
  'pricing',
  'model',
  'reading',
  'projection',
  'analysis',
  'report',
  'render',
  'cli',
];
/** At 120 columns; a file that is longer has more than one reason to change. */
const MOST_LINES = 400;
const MOST_FUNCTION_LINES = 70;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const sources = filesBelow('src').map((path) => {
  const text = readFileSync(path, 'utf8');
  return {
    path,
    folder: path.split('/')[1] as string,
    text,
    tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true),
  };
});

/** What a file imports: other folders of src, or packages. */
function importsOf(tree: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      found.push(node.moduleSpecifier.text);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      found.push((node.arguments[0] as ts.StringLiteral).text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

test('there are files to look at, in every folder', () => {
  expect(sources.length).toBeGreaterThan(60);
  expect([...new Set(sources.map(({ folder }) => folder))].sort()).toEqual([...ORDER].sort());
});

describe('imports point left only', () => {
  test.each(sources.map(({ path, folder, tree }) => ({ path, folder, imports: importsOf(tree) })))(
    '$path',
    ({ folder, imports }) => {
      const others = imports
        .flatMap((name) => /^\.\.\/(?:\.\.\/)?([a-z]+)\//.exec(name)?.[1] ?? [])
        .filter((name) => ORDER.includes(name));
      for (const other of others) {
        expect(ORDER.indexOf(other)).toBeLessThanOrEqual(ORDER.indexOf(folder));
        expect([folder, other].sort()).not.toEqual(['projection', 'reading']);
      }
    },
  );
});

test('an exported type, interface or class has a name of its own', () => {
  const places = new Map<string, string[]>();
  for (const { path, tree } of sources) {
    for (const node of tree.statements) {
      if (!ts.isTypeAliasDeclaration(node) && !ts.isInterfaceDeclaration(node) && !ts.isClassDeclaration(node))
        continue;
      if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) continue;
      const name = node.name?.text ?? '';
      places.set(name, [...(places.get(name) ?? []), path]);
    }
  }
  expect([...places].filter(([, paths]) => paths.length > 1)).toEqual([]);
  expect(places.size).toBeGreaterThan(300);
});

describe('rooms by question', () => {
  /** The other rooms of its folder that a file in a room imports from. */
  const otherRooms = (tree: ts.SourceFile): string[] =>
    importsOf(tree).flatMap((name) => {
      const [, room] = /^\.\.\/([a-z-]+)\//.exec(name) ?? [];
      return room === undefined || ORDER.includes(room) ? [] : room;
    });

  /** The rooms of a folder that each room imports from, types among them. */
  const arrowsIn = (folder: string): ReadonlyMap<string, ReadonlySet<string>> => {
    const arrows = new Map<string, Set<string>>();
    for (const { path, tree } of sources.filter((each) => each.folder === folder)) {
      const [, , room, file] = path.split('/');
      if (room === undefined || file === undefined) continue;
      const others = otherRooms(tree).filter((other) => other !== room);
      arrows.set(room, new Set([...(arrows.get(room) ?? []), ...others]));
    }
    return arrows;
  };

  test.each(['analysis', 'report'])(
    'of %s: every file but the index has one, and they import each other in no circle',
    (folder) => {
      const loose = sources
        .filter((each) => each.folder === folder && each.path.split('/').length === 3)
        .map(({ path }) => path);
      expect(loose).toEqual([`src/${folder}/index.ts`]);
      const left = new Map(arrowsIn(folder));
      expect(left.size).toBeGreaterThan(10);
      // Rooms that import from none that is left go, until none is left or a circle is.
      for (let before = -1; before !== left.size; ) {
        before = left.size;
        for (const [room, to] of left) if (![...to].some((other) => left.has(other))) left.delete(room);
      }
      expect([...left.keys()]).toEqual([]);
    },
  );
});

function filesWith(pattern: RegExp): string[] {
  return sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
}

test('the disk is touched in one place, threads and git are in others, and nothing else of the machine is asked for', () => {
  const asking = sources.filter(({ tree }) => importsOf(tree).some((name) => isBuiltin(name)));
  expect(asking.map(({ path }) => path).sort()).toEqual([
    'src/cli/git.ts',
    'src/cli/threads.ts',
    'src/cli/worker.ts',
    'src/reading/node-disk.ts',
  ]);
});

test('whole numbers beyond the doubles are worked with in the arithmetic of figures alone', () => {
  expect(filesWith(/BigInt|: bigint\b/).sort()).toEqual([
    'src/figures/exact.ts',
    'src/figures/fraction.ts',
    'src/figures/logit.ts',
  ]);
});

test('nothing left of the command line looks at the world', () => {
  const world =
    /\bconsole\.|\bprocess\.|\bDate\.now|new Date\b|Math\.random|\btoLocale|\bIntl\.|\bsetTimeout\b|\bperformance\./;
  const withoutComments = sources.filter(({ text }) => world.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')));
  expect(withoutComments.map(({ path }) => path).sort()).toEqual([
    'src/cli/entry.ts',
    'src/cli/git.ts',
    'src/cli/help.ts',
    'src/cli/tab.ts',
    'src/cli/terminal.ts',
    'src/cli/threads.ts',
  ]);
});

describe('lists are complete', () => {
  test('every command has an entry', async () => {
    const files = readdirSync('src/cli/commands').map((name) => name.replace('.ts', ''));
    expect(commands.map(({ name }) => name).sort()).toEqual(files.sort());
    for (const { load } of commands) expect((await load()).run).toBeTypeOf('function');
  });

  test('every format is loaded from a file of its name', async () => {
    for (const [name, load] of Object.entries(formats)) expect((await load()).name).toBe(name);
    const makers = filesWith(/export (?:const|function) \w+(?:: Format\b|\(report: Report)/).map((path) =>
      path.replace(/.*\/|\.ts/g, ''),
    );
    expect(makers.sort()).toEqual(Object.keys(formats).sort());
  });

  test('every lint of prices is listed', () => {
    const written = sources
      .filter(({ path }) => path.startsWith('src/analysis/lints/'))
      .flatMap(({ text }) => [...text.matchAll(/^export const (\w+)(?:: Lint = | = doubted\()/gm)]);
    expect(written.length).toBe(lints.length);
  });

  test('every pricing rule is listed', () => {
    const written = sources
      .filter(({ folder }) => folder === 'pricing')
      .flatMap(({ text }) => [...text.matchAll(/^export const (\w+)(?:: (?:Price|Base|Change)Rule<| = limiting\()/gm)]);
    expect(written.length).toBe(rules.length);
  });
});

test(`no file is longer than ${MOST_LINES} lines`, () => {
  expect(sources.filter(({ text }) => text.split('\n').length > MOST_LINES).map(({ path }) => path)).toEqual([]);
});

test(`no function is longer than ${MOST_FUNCTION_LINES} lines`, () => {
  const long: string[] = [];
  for (const { path, tree } of sources) {
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node) && 'body' in node && node.body) {
        const lines =
          tree.getLineAndCharacterOfPosition(node.end).line -
          tree.getLineAndCharacterOfPosition(node.getStart()).line +
          1;
        if (lines > MOST_FUNCTION_LINES)
          long.push(`${path}: ${lines} lines at ${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  expect(long).toEqual([]);
});

test('what is exported for others says what it means', () => {
  const silent = sources.flatMap(({ path, tree }) =>
    tree.statements.flatMap((statement) => {
      const exported =
        ts.canHaveModifiers(statement) &&
        ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
      if (!exported || !(ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))) return [];
      return ts.getJSDocCommentsAndTags(statement).length > 0 ? [] : [`${path}: ${statement.name?.text}`];
    }),
  );
  expect(silent).toEqual([]);
});

test('every law takes its runs from one place, so that fewer cases are tried by default and all of them when that is asked for', () => {
  const wrong: string[] = [];
  let laws = 0;
  for (const path of filesBelow('test').filter((each) => each !== 'test/support/runs.ts')) {
    const text = readFileSync(path, 'utf8');
    if (!/\bnumRuns\b|\bfc\./.test(text)) continue;
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    const at = (node: ts.Node): string => `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && node.name.getText() === 'numRuns')
        wrong.push(`${at(node)} states numRuns: use runs() of test/support/runs.ts`);
      if (ts.isCallExpression(node) && /^fc\.(?:assert|check|sample)$/.test(node.expression.getText())) {
        laws++;
        const said = node.arguments[1];
        const isRuns =
          said !== undefined &&
          (ts.isIdentifier(said) || (ts.isCallExpression(said) && said.expression.getText() === 'runs'));
        if (!isRuns) wrong.push(`${at(node)} has no runs() of test/support/runs.ts`);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  expect(wrong).toEqual([]);
  expect(laws).toBeGreaterThan(60);
});

/** What makes parts of a sentence: within a plain text they would be written with commas, or as an object. */
const PARTS = ['words', 'inFull', 'shown', 'number', 'share', 'listed', 'counted'];

test('parts of a sentence and titles stand in words alone, and in no plain text', () => {
  const found: string[] = [];
  for (const { path, tree, text } of sources.filter(({ text: all }) => /page\/(?:sentence|report)\.js'/.test(all))) {
    const named = [...text.matchAll(/import \{([^}]*)\} from '[^']*page\/sentence\.js'/g)].map(
      ([, names]) => names ?? '',
    );
    const parts = PARTS.filter((name) => named.some((names) => names.split(/[\s,]+/).includes(name)));
    const isPart = (node: ts.Node): boolean => {
      if (ts.isConditionalExpression(node)) return isPart(node.whenTrue) || isPart(node.whenFalse);
      if (ts.isPropertyAccessExpression(node))
        return node.name.text === 'title' && /^(?:table|block|report)$/.test(node.expression.getText());
      if (ts.isTaggedTemplateExpression(node)) return true;
      return ts.isCallExpression(node) && parts.includes(node.expression.getText());
    };
    const visit = (node: ts.Node): void => {
      if (ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent)) {
        const wrong = node.templateSpans.filter(({ expression }) => isPart(expression));
        found.push(...wrong.map(({ expression }) => `${path}: ${expression.getText()}`));
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  expect(found).toEqual([]);
});

/** A sentence in a report's own words: three of them at least, and a full stop. */
const PROSE = /(?:\p{L}+[\s,:;]+){2,}.*[\p{L})]\.$/u;

test('what a report says in words stands in the register of sentences alone', () => {
  const found: string[] = [];
  for (const { path, tree } of sources.filter(
    ({ folder, path: at }) => folder === 'report' && !at.includes('/sentences/'),
  )) {
    const visit = (node: ts.Node): void => {
      const text = ts.isStringLiteralLike(node)
        ? node.text
        : ts.isTemplateExpression(node)
          ? node.getText().slice(1, -1)
          : '';
      if (PROSE.test(text.replace(/\$\{[^}]*\}/g, ' '))) found.push(`${path}: ${text}`);
      if (ts.isAsExpression(node) && node.type.getText() === 'Sentence') found.push(`${path}: ${node.getText()}`);
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  expect(found).toEqual([]);
  expect('Nobody has answered so far.').toMatch(PROSE);
});

/** What claims something, unless it is asked: what there is none of, what all are, what has to be. */
const CLAIMING = /\b(?:no|none|nothing|nobody|never|not|every|smallest|largest|only|must|cannot|always)\b/i;
const ASKING = /(?:^|: )(?:At )?(?:what|who|which|how|when|where|does|is|are)\b/i;
/** Labels of rows that a report has in small letters. */
const LABELS = [
  'score, 0 to 100',
  'standard error',
  'error',
  'less',
  'more',
  'only together',
  'adviser to confirm',
  'one of …',
  'with …',
];

/** The literal texts that a function is given as its first argument in the reports, values left open. */
function givenTo(name: string, at: (path: string) => boolean): { readonly path: string; readonly text: string }[] {
  const found: { path: string; text: string }[] = [];
  for (const { path, tree } of sources.filter(({ folder, path: file }) => folder === 'report' && at(file))) {
    const literals = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node)) found.push({ path, text: node.text });
      else if (ts.isTemplateExpression(node))
        found.push({
          path,
          text: node
            .getText()
            .slice(1, -1)
            .replace(/\$\{[^}]*\}/g, '…'),
        });
      else if (ts.isConditionalExpression(node)) for (const each of [node.whenTrue, node.whenFalse]) literals(each);
    };
    const visit = (node: ts.Node): void => {
      const [first] = ts.isCallExpression(node) && node.expression.getText() === name ? node.arguments : [];
      if (first !== undefined) literals(first);
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return found;
}

test('a title that claims something, and a word in the place of a figure, stand in the register', () => {
  const titles = givenTo('titled', () => true);
  expect(titles.length).toBeGreaterThan(80);
  const isClaim = (text: string): boolean => CLAIMING.test(text) && !ASKING.test(text) && text !== 'every option';
  expect(titles.filter(({ text }) => isClaim(text.replace('every option under every stress', '…')))).toEqual([]);
  expect([isClaim('No tariff meets every limit'), isClaim('What a board must watch')]).toEqual([true, false]);
  const cells = givenTo('textCell', (path) => !path.includes('/sentences/'));
  expect(cells.length).toBeGreaterThan(20);
  expect(cells.filter(({ text }) => /^(?:\p{Ll}|\p{Lu}{2})/u.test(text) && !LABELS.includes(text))).toEqual([]);
});

/** A number as a text: what makes one of a figure or of a number of the program. */
const NUMERAL = /\bString\(|\.toFixed\(|\b(?:inWords|inPounds|shownFigure|grouped|Number)\(/;

test('a number is a cell of its own, with its reference or how it was found, and is made in one place', () => {
  const texts: string[] = [];
  for (const { path, tree } of sources.filter(({ folder }) => folder === 'report')) {
    const visit = (node: ts.Node): void => {
      if (
        ts.isCallExpression(node) &&
        node.expression.getText() === 'textCell' &&
        NUMERAL.test(node.arguments[0]?.getText() ?? '')
      )
        texts.push(`${path}: ${node.getText()}`);
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  expect(texts).toEqual([]);
  expect('String(draw + 1)').toMatch(NUMERAL);
  expect(filesWith(/\{[^}]*kind: 'figure',/)).toEqual(['src/report/page/cell.ts']);
});

test('a share is shown by what shows shares, and made of an exact number', () => {
  expect(filesWith(/\.toNumber\(\) ?\* ?100\b/)).toEqual([]);
  expect('share.toNumber() * 100').toMatch(/\.toNumber\(\) ?\* ?100\b/);
});

test('a key becomes words in one place', () => {
  expect(filesWith(/\.replace(?:All)?\((?:\/_\/g|'_'), ' '\)/)).toEqual(['src/language/key-in-words.ts']);
});

/** What would lead from the repository to one machine: folders of its root, and hosts that packages came from. */
const MACHINE = /(?<![\w.~/-])\/(?:home|root|work|farm|tmp|Users)\/|\bregistry\.[a-z]|[.]library\b/;

function committed(folder: string, ignored: readonly string[]): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === '.git' || ignored.includes(`${path}/`) || ignored.includes(`${entry.name}/`)) return [];
    return entry.isDirectory() ? committed(path, ignored) : [path];
  });
}

test('no schema is taken for one of another type: the compiler looks at what comes of it', () => {
  expect(filesWith(/as unknown as Schema\b/)).toEqual([]);
});

test('what is said only where there is something to say is left out in one place', () => {
  expect(filesWith(/=== undefined \? \{\} : \{ \w+ \}|(\w+) !== undefined && \{ (?:\w+: )?\1 \}/)).toEqual([]);
});

test('no text that is committed speaks of one machine', () => {
  const texts = committed('.', readFileSync('.gitignore', 'utf8').split('\n'));
  for (const path of ['package-lock.json', '.ci/run', 'README.md', 'test/tidy.test.ts']) expect(texts).toContain(path);
  expect(texts.filter((path) => path.includes('node_modules') || path.startsWith('dist'))).toEqual([]);
  expect(texts.filter((path) => !path.endsWith('.tgz') && MACHINE.test(readFileSync(path, 'utf8')))).toEqual([]);
});

/** In pieces, so that this file has none of them itself. */
const SAMPLES = ['home', 'root', 'tmp']
  .map((folder) => ['cd ', folder, '/x'].join('/'))
  .concat(['https:/', ['registry', 'org'].join('.')].join('/'));

test.each(SAMPLES)('%s speaks of one machine', (text) => {
  expect(text).toMatch(MACHINE);
});

test.each(['docs/work/in', 'https://example.org/work/x', 'a register', 'the libraries'])('%s does not', (text) => {
  expect(text).not.toMatch(MACHINE);
});

/** Words that nobody in an office writes any more. In pieces, so that this file has none of them itself. */
const ARCHAIC = new RegExp(['n', '[ao]', 'ught'].join(''), 'i');

test('zero is called zero', () => {
  const texts = committed('.', readFileSync('.gitignore', 'utf8').split('\n')).filter((path) => !path.endsWith('.tgz'));
  expect(texts.filter((path) => ARCHAIC.test(readFileSync(path, 'utf8')))).toEqual([]);
  expect(['below n', 'ught'].join('o')).toMatch(ARCHAIC);
});
