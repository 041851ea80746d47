import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeDisk, writeTexts } from '../../src/reading/node-disk.js';
import { thrown } from './trees.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buyin-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a file gives its bytes, and no file gives nothing', () => {
  writeFileSync(join(folder, 'a.yaml'), 'a: 1');
  expect(new TextDecoder().decode(nodeDisk.read(join(folder, 'a.yaml')))).toBe('a: 1');
  expect(nodeDisk.read(join(folder, 'b.yaml'))).toBeUndefined();
  expect(nodeDisk.read(join(folder, 'a.yaml', 'b.yaml'))).toBeUndefined();
});

test('what is there and cannot be read is a problem', () => {
  expect(thrown(() => nodeDisk.read(folder))).toMatchObject([
    { code: 'unreadable-file', data: { path: folder, why: 'it is a folder' } },
  ]);
  expect(thrown(() => nodeDisk.read('a\0b'))).toMatchObject([{ code: 'unreadable-file' }]);
});

test('folders are told from files', () => {
  writeFileSync(join(folder, 'a.yaml'), '');
  expect([folder, join(folder, 'a.yaml'), join(folder, 'none')].map(nodeDisk.isFolder)).toEqual([true, false, false]);
});

test('paths keep the form in which the user wrote them', () => {
  expect(nodeDisk.folderOf('examples/a/model.yaml')).toBe('examples/a');
  expect(nodeDisk.folderOf('model.yaml')).toBe('.');
  expect(nodeDisk.join('examples/a', 'roll.csv')).toBe('examples/a/roll.csv');
  expect(nodeDisk.join('.', 'roll.csv')).toBe('roll.csv');
  expect(nodeDisk.join('examples/a', '/etc/hosts')).toBe('/etc/hosts');
});

test('what lies inside a folder is told by where links lead, whether or not it is there', () => {
  mkdirSync(join(folder, 'model'));
  writeFileSync(join(folder, 'other.csv'), '');
  symlinkSync(join(folder, 'other.csv'), join(folder, 'model', 'link.csv'));
  const inside = (path: string): boolean => nodeDisk.isInside(join(folder, 'model'), join(folder, path));
  expect(['model/a.csv', 'model/b/a.csv', 'model/..a.csv'].map(inside)).toEqual([true, true, true]);
  expect(['other.csv', 'model/../other.csv', 'model2/a.csv', 'model/link.csv'].map(inside)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(nodeDisk.isInside('.', 'roll.csv')).toBe(true);
});

test('a text is written over what was there; where it cannot be, or there is no such folder, that is a problem and makes nothing', () => {
  const write = (path: string, text: string): void => writeTexts([{ path, text }]);
  write(join(folder, 'a.txt'), 'pence');
  write(join(folder, 'a.txt'), 'pounds: £');
  expect(new TextDecoder().decode(nodeDisk.read(join(folder, 'a.txt')))).toBe('pounds: £');
  expect(thrown(() => write(folder, 'x'))).toHaveLength(1);
  expect(thrown(() => write(join(folder, 'out', 'a.txt'), 'x'))).toHaveLength(1);
  expect(existsSync(join(folder, 'out'))).toBe(false);
});
