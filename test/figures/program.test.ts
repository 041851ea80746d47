import { describe, expect, test } from 'vitest';
import {
  type Count,
  compile,
  constant,
  Exact,
  type Figure,
  Interpreter,
  input,
  larger,
  type Program,
  part,
  portion,
  smaller,
  started,
  sum,
  times,
  totalOf,
  Unknown,
} from '../../src/figures/index.js';
import { at, banded, below, leaf, line, upTo, WHERE } from './shapes.js';

/* What figures are compiled to: which instructions there are, what each reads, and in how few registers. */

const NAMES = [
  'input',
  'linear',
  'product',
  'quotient',
  'smaller',
  'larger',
  'started',
  'logit',
  'choose',
  'band',
  'output',
];

/** Each instruction in a line: `r1 = linear r0*2 r1*-1+3`. */
function listed({ code, numbers, registers, outputs, inputs }: Program): string[] {
  const lines: string[] = [];
  let number = 0;
  for (let pc = 0; pc < code.length; ) {
    const [does, target, detail, count] = code.subarray(pc, pc + 4) as unknown as [number, number, number, number];
    const terms = [...code.subarray(pc + 4, pc + 4 + count)].map((register, k) => {
      const [scale, offset] = [numbers[number + 2 * k], numbers[number + 2 * k + 1]] as [number, number];
      if (register < 0) return `${offset}`;
      return `r${register}${scale === 1 ? '' : `*${scale}`}${offset === 0 ? '' : `+${offset}`}`;
    });
    number += 2 * count;
    pc += 4 + count;
    const name = NAMES[does] as string;
    const into = name === 'output' ? `out${target}` : `r${target}`;
    lines.push(`${into} = ${[name, ...(detail === 0 ? [] : [`(${detail})`]), ...terms].join(' ')}`);
  }
  return [...lines, `${registers} registers, ${outputs} outputs, inputs ${inputs.join(' ')}`];
}
const [x, y, z] = [leaf(), leaf(), leaf()] as [Count, Count, Count];
const least = (...of: Count[]): Count => smaller('count', of);

const open = input('count', new Unknown(['nobody has said']), WHERE);
const wide = Array.from({ length: 13 }, (_, i) => times(x, times(y, at(i + 1))));
const CASES: Readonly<Record<string, readonly [figures: Figure[], instructions: string]>> = {
  'what does not move is a number': [
    [sum('count', [at(2), at(3)]), x, sum('count', [at(1)], 'named')],
    `
     out0 = output 5
     out2 = output 1
     r0 = input
     out1 = output r0
     1 registers, 3 outputs, inputs 0`,
  ],
  'a number times a column is none of its own': [
    [sum('count', [line(2, x, 1), line(-1, x, 4), at(2)])],
    `
     r0 = input
     out0 = output r0+7
     1 registers, 1 outputs, inputs 0`,
  ],
  'nor is what is left of one': [
    [sum('count', [line(2, x, 1)], undefined, [line(1, x, 4)])],
    `
     r0 = input
     out0 = output r0+-3
     1 registers, 1 outputs, inputs 0`,
  ],
  'what cancels still stands, as nothing times it': [
    [sum('count', [x, at(1)], undefined, [x])],
    `
     r0 = input
     out0 = output r0*0+1
     1 registers, 1 outputs, inputs 0`,
  ],
  'columns in one order': [
    [sum('count', [z, y, x]), sum('count', [x, y, z]), sum('count', [y, y, z, x])],
    `
     r0 = input
     r1 = input (1)
     r2 = input (2)
     r3 = linear r0 r1 r2
     out0 = output r3
     out1 = output r3
     r3 = linear r0 r1*2 r2
     out2 = output r3
     4 registers, 3 outputs, inputs 2 1 0`,
  ],
  'equal products once, either way round': [
    [times(x, y), times(y, x), times(line(2, y, 0), x)],
    `
     r0 = input
     r1 = input (1)
     r2 = product r0 r1
     out0 = output r2
     out1 = output r2
     r2 = product r0 r1*2
     out2 = output r2
     3 registers, 3 outputs, inputs 0 1`,
  ],
  'the parts of one amount once': [
    [
      part(portion(constant('money', Exact.of('120'), 'fee'), x as Figure as never), 0, 12),
      part(portion(constant('money', Exact.of('120'), 'fee'), x as Figure as never), 11, 12),
    ],
    `
     r0 = input
     out0 = output r0*10
     out1 = output r0*10
     1 registers, 2 outputs, inputs 0`,
  ],
  'equal choices once': [
    [least(x, at(3), x), least(x, at(3)), least(at(3), x), larger('count', [x, at(3)])],
    `
     r0 = input
     r1 = smaller r0 3
     out0 = output r1
     out1 = output r1
     r1 = smaller 3 r0
     out2 = output r1
     r1 = larger r0 3
     out3 = output r1
     2 registers, 4 outputs, inputs 0`,
  ],
  blocks: [
    [started(x, at(2)), started(x, at(2)), started(x, at(3))],
    `
     r0 = input
     r1 = started r0 2
     out0 = output r1
     out1 = output r1
     r1 = started r0 3
     out2 = output r1
     2 registers, 3 outputs, inputs 0`,
  ],
  'a band of numbers is a choice': [
    [banded(x, [upTo(at(1), at(5))], at(6)), banded(x, [below(at(1), at(5))], at(6))],
    `
     r0 = input
     r1 = choose (1) r0 1 5 6
     out0 = output r1
     r1 = choose r0 1 5 6
     out1 = output r1
     2 registers, 2 outputs, inputs 0`,
  ],
  'a band of more has each bound with whether it is its own': [
    [
      banded(x, [upTo(at(1), at(5)), below(at(2), y)], at(6)),
      banded(x, [upTo(at(1), y)], at(6)),
      banded(x, [upTo(at(1), at(6))], y),
    ],
    `
     r0 = input
     r1 = input (1)
     r2 = band r0 1 5 1 2 r1 0 6
     out0 = output r2
     r2 = band r0 1 r1 1 6
     out1 = output r2
     r2 = band r0 1 6 1 r1
     out2 = output r2
     3 registers, 3 outputs, inputs 0 1`,
  ],
  'a band of which all is decided is what it takes': [
    [
      banded(at(1), [upTo(at(1), x), upTo(at(2), y)], z),
      banded(at(2), [upTo(at(1), x), upTo(at(2), y)], z),
      banded(at(3), [upTo(at(1), x), upTo(at(2), y)], z),
      banded(at(2), [below(at(2), x)], y),
    ],
    `
     r0 = input
     out0 = output r0
     r0 = input (1)
     out1 = output r0
     out3 = output r0
     r0 = input (2)
     out2 = output r0
     1 registers, 4 outputs, inputs 0 1 2`,
  ],
  'registers are given back': [
    [times(times(times(x, y), times(y, z)), times(times(x, z), times(x, x))), sum('count', [times(x, y), z])],
    `
     r0 = input
     r1 = input (1)
     r2 = product r0 r1
     r3 = input (2)
     r4 = product r1 r3
     r1 = product r2 r4
     r4 = product r0 r3
     r5 = product r0 r0
     r0 = product r4 r5
     r5 = product r1 r0
     out0 = output r5
     r5 = linear r2 r3
     out1 = output r5
     6 registers, 2 outputs, inputs 0 1 2`,
  ],
  'of what nobody asks there is none': [
    [z],
    `
     r0 = input
     out0 = output r0
     1 registers, 1 outputs, inputs 2`,
  ],
  'a sum of twelve is looked up': [
    [sum('count', wide.slice(1)), sum('count', wide.slice(1))],
    `
     r0 = input
     r1 = input (1)
     r2 = product r0 r1*2
     r3 = product r0 r1*3
     r4 = product r0 r1*4
     r5 = product r0 r1*5
     r6 = product r0 r1*6
     r7 = product r0 r1*7
     r8 = product r0 r1*8
     r9 = product r0 r1*9
     r10 = product r0 r1*10
     r11 = product r0 r1*11
     r12 = product r0 r1*12
     r13 = product r0 r1*13
     r1 = linear r2 r3 r4 r5 r6 r7 r8 r9 r10 r11 r12 r13
     out0 = output r1
     out1 = output r1
     14 registers, 2 outputs, inputs 0 1`,
  ],
  'one of more is not': [
    [sum('count', wide), sum('count', wide)],
    `
     r0 = input
     r1 = input (1)
     r2 = product r0 r1
     r3 = product r0 r1*2
     r4 = product r0 r1*3
     r5 = product r0 r1*4
     r6 = product r0 r1*5
     r7 = product r0 r1*6
     r8 = product r0 r1*7
     r9 = product r0 r1*8
     r10 = product r0 r1*9
     r11 = product r0 r1*10
     r12 = product r0 r1*11
     r13 = product r0 r1*12
     r14 = product r0 r1*13
     r1 = linear r2 r3 r4 r5 r6 r7 r8 r9 r10 r11 r12 r13 r14
     out0 = output r1
     r1 = linear r2 r3 r4 r5 r6 r7 r8 r9 r10 r11 r12 r13 r14
     out1 = output r1
     15 registers, 2 outputs, inputs 0 1`,
  ],
  'what is unknown is one': [
    [least(x, open), least(x, open), least(x, y)],
    `
     r0 = input
     r1 = smaller r0 NaN
     out0 = output r1
     out1 = output r1
     r1 = input (1)
     r2 = smaller r0 r1
     out2 = output r2
     3 registers, 3 outputs, inputs 0 1`,
  ],
  'a total of what is known': [
    [totalOf('count', [x, y], 'all', [z])],
    `
     r0 = input
     r1 = input (1)
     r2 = input (2)
     r3 = linear r0 r1 r2*-1
     out0 = output r3
     4 registers, 1 outputs, inputs 0 1 2`,
  ],
};

describe('figures as instructions', () => {
  test.each(Object.entries(CASES))('%s', (_, [figures, instructions]) => {
    expect(listed(compile(figures, [x, y, z]))).toEqual(instructions.trim().split(/\n */));
  });

  test('a leaf that varies with nothing is no instruction, and a figure that does not vary is no input', () => {
    const { code, inputs, outputs } = compile([x], [y]);
    expect([inputs, outputs, code.length]).toEqual([[], 1, 5]);
  });
});

describe('draws are worked through in blocks of one length', () => {
  /** Where each block begins, and how long it is; and how many draws are done after each. */
  function blocksOf(draws: number, program = compile([times(x, y)], [x, y])): unknown[] {
    const blocks: unknown[] = [];
    const done: number[] = [];
    const results = [new Float64Array(draws)];
    new Interpreter(program).run(
      draws,
      (input, start, out) => {
        if (input === 0) blocks.push([start, out.length]);
        for (let i = 0; i < out.length; i++) out[i] = input === 0 ? start + i : 2;
      },
      results,
      (so) => done.push(so),
    );
    expect([...(results[0] as Float64Array)]).toEqual(Array.from({ length: draws }, (_, i) => 2 * i));
    return [blocks, done];
  }

  test.each([
    [1, [[[0, 1]], [1]]],
    [512, [[[0, 512]], [512]]],
    [
      513,
      [
        [
          [0, 257],
          [257, 257],
        ],
        [257, 513],
      ],
    ],
    [
      1100,
      [
        [
          [0, 367],
          [367, 367],
          [734, 367],
        ],
        [367, 734, 1100],
      ],
    ],
  ])('%i draws', (draws, blocks) => {
    expect(blocksOf(draws)).toEqual(blocks);
  });

  test.each([
    // 5,000 columns of 2^21 doubles in all leave 419 to each.
    [5000, 500, [0, 250]],
    [40_000, 130, [0, 44, 88]],
  ])('in shorter ones where there are %i columns', (registers, draws, starts) => {
    const [blocks] = blocksOf(draws, { ...compile([times(x, y)], [x, y]), registers });
    expect((blocks as number[][]).map(([start]) => start)).toEqual(starts);
  });

  test('again with as many draws, and with another number of them', () => {
    const interpreter = new Interpreter(compile([banded(x, [upTo(at(1), y), below(at(2), at(5))], at(6))], [x, y]));
    const run = (draws: number): number[] => {
      const result = new Float64Array(draws);
      interpreter.run(draws, (input, _, out) => out.fill(input === 0 ? 1 : draws), [result]);
      return [...result];
    };
    expect([run(3), run(3), run(2), run(4)]).toEqual([
      [3, 3, 3],
      [3, 3, 3],
      [2, 2],
      [4, 4, 4, 4],
    ]);
  });

  test('an instruction that there is none of is refused', () => {
    const program = { ...compile([times(x, y)], [x, y]) };
    program.code[8] = 99;
    expect(() => new Interpreter(program).run(1, () => {}, [new Float64Array(1)])).toThrow('no such instruction: 99');
  });
});
