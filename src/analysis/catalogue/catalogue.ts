import type { Figure, Kind } from '../../figures/index.js';
import { kept } from '../../language/index.js';
import { type Model, yearOf } from '../../model/index.js';
import { lineNamed, type Projection, partCalled } from '../../projection/index.js';
import { invoiceFigures, oneInvoiceFigures } from '../books/invoices.js';
import { lineFigures } from '../books/line-figures.js';
import { breakEvenFigures } from '../break-even/break-even.js';
import { indicatorFigures } from '../full-cost/effectiveness.js';
import { efficiencyFigures } from '../full-cost/efficiency.js';
import { mixFigures, mixStreamFigures } from '../full-cost/mix.js';
import { streamFigures } from '../full-cost/stream-figures.js';
import { cascadeFigures, mitigatedFigures } from '../leaving/cascade.js';
import { seatFigures } from '../leaving/seats.js';
import { obligationFigures } from '../obligations/index.js';
import { choiceFigures } from '../offer/choices.js';
import { consultationFigures } from '../offer/consulted.js';
import { joiningFigures } from '../offer/joining.js';
import { tierFigures } from '../offer/options.js';
import { takenFigures } from '../offer/taken.js';
import type { FigureEntries, FigureEntry } from '../shared/figure-entry.js';
import { bridgeFigures } from '../what-if/bridge.js';
import { bindingFigures } from '../worth/binding.js';
import { economyFigures, listEconomyFigures } from '../worth/economy.js';
import { spreadFigures } from '../worth/gains.js';
import { presentValueFigures } from '../worth/present-values.js';
import { protectionFigures } from '../worth/protection.js';
import { schoolFigures } from '../worth/schools.js';
import { serviceFigures } from '../worth/service-prices.js';
import { type NoFigure, periodFor, type Ref } from './reference.js';
import {
  type Beside,
  type FigureLookup,
  type FigureSubject,
  ofBridge,
  ofCascade,
  ofInvoice,
  ofMitigatedCascade,
  ofOffer,
  ofOfferAgainstList,
  ofOneInvoice,
  ofOneTier,
  ofPeriod,
  ofProtection,
  ofQuote,
  ofSchool,
  ofTaking,
  ofYear,
  ofYearAndTier,
} from './subjects.js';

/** Figures of one sort, with what they are of. */
interface Shelf {
  readonly of: FigureSubject<never>['of'];
  readonly takes: FigureSubject<never>['takes'];
  readonly entries: FigureEntries<never>;
  readonly figure: (entry: FigureEntry<never>, looked: FigureLookup) => Figure | NoFigure;
}

function shelf<At extends object>(subject: FigureSubject<At>, entries: FigureEntries<At>): Shelf {
  return {
    of: subject.of,
    takes: subject.takes,
    entries,
    figure: (entry, looked) => {
      const at = subject.at(looked);
      if ('what' in at) return at as NoFigure;
      const made = (entry as FigureEntry<At>).make(at, looked.part);
      return made ?? { what: 'figure', name: `${looked.ref.figure}${subject.whose(at)}`, known: [] };
    },
  };
}

/**
 * The register of figures: every one that can be asked for, in the order in which they are listed. A file declares its
 * own, and what they are of stands here.
 */
const shelves: readonly Shelf[] = [
  shelf(ofPeriod, lineFigures),
  shelf(ofQuote, schoolFigures),
  shelf(ofSchool, joiningFigures),
  shelf(ofTaking, takenFigures),
  shelf(ofOffer, tierFigures),
  shelf(ofOneTier, choiceFigures),
  shelf(ofOffer, spreadFigures),
  shelf(ofOffer, economyFigures),
  shelf(ofOfferAgainstList, listEconomyFigures),
  shelf(ofOffer, consultationFigures),
  shelf(ofProtection, protectionFigures),
  shelf(ofYearAndTier, serviceFigures),
  shelf(ofOneInvoice, oneInvoiceFigures),
  shelf(ofInvoice, invoiceFigures),
  shelf(ofYear, streamFigures),
  shelf(ofYearAndTier, efficiencyFigures),
  shelf(ofYear, indicatorFigures),
  shelf(ofPeriod, seatFigures),
  shelf(ofYear, mixFigures),
  shelf(ofYear, mixStreamFigures),
  shelf(ofPeriod, obligationFigures),
  shelf(ofCascade, cascadeFigures),
  shelf(ofMitigatedCascade, mitigatedFigures),
  shelf(ofPeriod, presentValueFigures),
  shelf(ofTaking, bindingFigures),
  shelf(ofPeriod, breakEvenFigures),
  shelf(ofBridge, bridgeFigures),
];

interface Placed {
  readonly shelf: Shelf;
  readonly entry: FigureEntry<never>;
}

/**
 * Several figures may share the beginning of their names: `mix.ratio` of the whole, and `mix.ratio.tiers.gold` of a
 * stream.
 */
const byName = new Map<string, readonly Placed[]>();
for (const each of shelves)
  for (const [name, entry] of Object.entries(each.entries))
    byName.set(name, [...(byName.get(name) ?? []), { shelf: each, entry }]);

/** What the register says of a figure by its name. */
export interface NamedFigure {
  readonly name: string;
  /** One sentence: what it is. */
  readonly means: string;
  /** What it is called where it heads a table: in words where it has some, or else its name. */
  readonly label: string;
  /** Whether its workings are the same whatever the numbers of the model are. */
  readonly isSteady: boolean;
  readonly kind: Kind;
  /** What must be named beside it. */
  readonly of: Shelf['of'];
  /** What may be named beside it, besides time and scenario. */
  readonly takes: Shelf['takes'];
}

interface FoundName extends Placed {
  readonly part: string;
}

/** The longest beginning that is a name and takes the rest as its part. */
function find(name: string, model: Model): FoundName | undefined {
  for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1)) {
    const part = name.slice(end + 1);
    if (end < name.length && part === '') continue;
    const found = byName.get(name.slice(0, end))?.find(({ entry }) => entry.parts.takes(part, model));
    if (found !== undefined) return { ...found, part };
  }
  return undefined;
}

/** What a name asks for; undefined where no figure has it. */
export function figureNamed(name: string, model: Model): NamedFigure | undefined {
  const found = find(name, model);
  if (found === undefined) return undefined;
  const { entry, part, shelf: own } = found;
  const kind = typeof entry.kind === 'function' ? entry.kind(part, model) : entry.kind;
  return {
    name,
    means: `${entry.means}${entry.parts.means(part, model)}`,
    label: entry.label ?? labelOf(name, model),
    isSteady: entry.isSteady ?? false,
    kind,
    of: own.of,
    takes: own.takes,
  };
}

function labelOf(name: string, model: Model): string {
  const found = lineNamed(name, model);
  if (found === undefined) return name;
  return found.part === undefined
    ? found.line.label
    : `${found.line.label}: ${partCalled(found.line, found.part, model)}`;
}

/** The figure of a reference, or why there is none. */
export function figureFor(projection: Projection, ref: Ref, beside: Beside = {}): Figure | NoFigure {
  const { model } = projection;
  const period = periodFor(model.calendar, ref);
  if ('what' in period) return period;
  const found = find(ref.figure, model);
  if (found === undefined) return { what: 'figure', name: ref.figure, known: figureNames(model) };
  const { entry, part, shelf: own } = found;
  const figure = own.figure(entry, {
    projection,
    ref,
    period,
    year: yearOf(model.calendar, period.first),
    part,
    beside,
  });
  return 'what' in figure && figure.what === 'figure' ? { ...figure, known: figureNames(model) } : figure;
}

/** Made once for a model: a page asks for a figure that is not there in each row, and each answer names all that are. */
const namesIn = kept({ model: true }, ({ model }: { readonly model: Model }): readonly string[] =>
  shelves.flatMap(({ entries }) =>
    Object.entries(entries).flatMap(([name, { parts }]) =>
      parts.listed(model).map((part) => (part === '' ? name : `${name}.${part}`)),
    ),
  ),
);

/** Every figure that a model has by name, for messages and completion. */
export const figureNames = (model: Model): readonly string[] => namesIn({ model });
