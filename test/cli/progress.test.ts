import { describe, expect, test } from 'vitest';
import { progressOn } from '../../src/cli/progress.js';
import { play } from '../support/play.js';

describe('on a terminal, by a clock that is set', () => {
  const shownOn = (isTTY: boolean) => {
    const written: string[] = [];
    const clock = { now: 0 };
    const say = progressOn({ isTTY, write: (text) => written.push(text) }, () => clock.now);
    return {
      written,
      at(now: number, what: string, done?: number) {
        clock.now = now;
        written.length = 0;
        say(what, done);
        return written.join('');
      },
    };
  };

  test('what takes less than a second is not said, and nothing is taken away', () => {
    const line = shownOn(true);
    expect([line.at(10, 'playing base'), line.at(999, 'playing base', 0.5), line.at(999, '')]).toEqual(['', '', '']);
  });

  test('after a second it says what it is doing, in a line that is written over and taken away', () => {
    const line = shownOn(true);
    expect(line.at(1000, 'playing base')).toBe('\r\u001b[2Kplaying base');
    expect(line.at(1001, 'playing pay shock')).toBe('\r\u001b[2Kplaying pay shock');
    expect(line.at(1002, '')).toBe('\r\u001b[2K');
    expect(line.at(1003, '')).toBe('');
  });

  test('how much is done, and how long the rest takes by what it has taken so far', () => {
    const line = shownOn(true);
    line.at(2000, 'drawing', 0);
    expect(line.at(2050, 'drawing', 0.1)).toBe('');
    expect(line.at(6000, 'drawing', 0.25)).toBe('\r\u001b[2Kdrawing: 25%, about 12 s left');
  });

  test('in a file or a pipe nothing is said', () => {
    const line = shownOn(false);
    expect([line.at(5000, 'drawing', 0.5), line.at(6000, '')]).toEqual(['', '']);
  });
});

const model = `
buyin: "1"
name: Company
calendar: { starts: 2026-09, years: 2, year_starts: September }
schools:
  named:
    a: { phase: primary, type: academy, pupils: 200, pays_now: 900 }
    b: { phase: secondary, type: academy, pupils: 900, pays_now: 4_000 }
assumptions:
  rate: { value: 5, range: { low: 4, high: 6 } }
tiers:
  membership: { price: { per_pupil: =rate }, joins: 90% }
overheads: { rent: { per_year: 3_000 } }
payment_terms: { schools: 0, council: 0, suppliers: 0 }
options: [base]
stresses: [base, dear]
scenarios:
  dear: { overheads: { rent: { per_year: 4_000 } } }
`;

/*
 * What may take more than a second on a model of real size. Each says what it is doing between its slow pieces; how long
 * a piece takes is the model's affair.
 */
test.each([
  ['forecast', []],
  ['compare', []],
  ['compare', ['--grid']],
  ['break-even', []],
  ['break-even', ['--draws', '20']],
  ['simulate', ['--draws', '20']],
  ['sensitivity', []],
  ['assumptions', []],
  ['obligations', []],
  ['sustainability', []],
  ['check', []],
])('%s %j says what it is doing, and takes it away at its end', async (command, more) => {
  const said: string[] = [];
  const files = { 'model.yaml': model };
  const { code, err } = await play([command, 'model.yaml', ...more], { files, progress: (what) => said.push(what) });
  expect(code, err).toBe(0);
  expect(said.filter((what) => what !== '')).not.toEqual([]);
  expect(said[said.length - 1]).toBe('');
});
