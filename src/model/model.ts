import type { Count, Rate } from '../figures/index.js';
import type { PupilBasis } from '../pricing/index.js';
import type { Consultation } from './consultation.js';
import type { Document } from './document.js';
import type { Orders } from './orders.js';
import type { ColumnByDate, RollRead } from './roll-files.js';
import type { School } from './school.js';

/**
 * A model that is whole: read, overlaid, and checked part against part. Nothing after it knows of files or scenarios.
 */
export interface Model extends Omit<Document, 'schools'> {
  readonly schools: readonly School[];
  /** What schools have said, where the model reads it. */
  readonly consultation: Consultation | undefined;
  /** What schools have ordered, where the model reads it. */
  readonly orders: Orders | undefined;
  readonly roll: {
    /** How its pupils are counted, and when; undefined where nobody has said. */
    readonly pupils: PupilBasis | undefined;
    /** What "pupils" means here: `full-time equivalent pupils, October census`. */
    readonly basis: string;
    readonly control:
      | {
          readonly schools: Count | undefined;
          readonly pupils: Count | undefined;
          readonly tolerance: Rate | undefined;
        }
      | undefined;
    readonly change: Document['schools']['rollChange'];
    /** How it was put together, where it is read from a download or a file of another form. */
    readonly read: RollRead | undefined;
    /** The columns of its file that hold from a date on. */
    readonly byDate: readonly ColumnByDate[];
  };
}
