export type { Change } from './changes.js';
export { type Differences, differencesOf, sourceAt } from './differences.js';
export { type Disk, NotedDisk, type TextFile } from './disk.js';
export type { Idle } from './elsewhere.js';
export { type Git, type Revised, revised } from './git-disk.js';
export { type End, type Loaded, type Pick, Source, type Way } from './load.js';
export { namesNear, placesAt } from './paths.js';
export { libraryOf, type Shipped } from './shipped.js';
