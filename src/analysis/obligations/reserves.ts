import type { Money } from '../../figures/index.js';
import { FREE_RESERVES, figureOf } from '../../projection/index.js';
import { amounts, atLeast, judged, type Obligation, type TestPart } from './obligation.js';

/** Free reserves at the end of a year held against a line of the policy. */
function against(line: string, label: string): Obligation['in'] {
  return (projection, year) => {
    const parts = atLeast(
      figureOf(projection, 'reserves.free', year) as Money,
      'Free reserves',
      figureOf(projection, line, year) as Money,
      label,
    );
    return { parts, verdict: judged(parts[2].figure) };
  };
}

export const reservesObligations: readonly Obligation[] = [
  {
    id: 'reserves_months',
    title: 'Reserves, in months',
    formula: `free reserves (${FREE_RESERVES}), held against the policy's months of the year's cost (reserves.policy.months_of_cost)`,
    figures: () => amounts('value', 'threshold', 'headroom'),
    source:
      'no rule; three to nine months is a common rule of thumb (Charity Commission, CC19, asks for a policy and its reasons, and says what is free)',
    policy: {
      key: ({ reserves }) => (reserves.monthsOfCost === undefined ? undefined : 'reserves.policy.months_of_cost'),
      value: 'reserves.free',
      headroom: 'reserves.headroom',
    },
    skipped: ({ model }) =>
      model.reserves.monthsOfCost === undefined ? 'the policy names no months of cost' : undefined,
    judges: true,
    in: against('reserves.policy', 'The policy'),
  },
  {
    id: 'reserves_risks',
    title: 'Reserves, by risk',
    formula: `free reserves (${FREE_RESERVES}), held against what the policy holds for each risk, by how likely it is (reserves.policy.risks)`,
    figures: () => amounts('value', 'threshold', 'headroom'),
    source: 'Charity Commission, CC19: reserves are built from risks and not from a number of months',
    policy: {
      key: ({ reserves }) => (reserves.risks.size === 0 ? undefined : 'reserves.policy.risks'),
      value: 'reserves.free',
    },
    skipped: ({ model }) => (model.reserves.risks.size === 0 ? 'the policy names no risks' : undefined),
    judges: true,
    in: against('reserves.risks', 'For risks'),
  },
  {
    id: 'net_assets',
    title: 'Net assets',
    formula: 'assets less liabilities at the end of the year, which are the reserves, held against zero',
    figures: () => amounts('value'),
    source:
      'Insolvency Act 1986, section 123(2): a company whose liabilities exceed its assets is deemed unable to pay its debts',
    skipped: () => undefined,
    judges: true,
    in: (projection, year) => {
      const figure = figureOf(projection, 'reserves.closing', year) as Money;
      const part: TestPart = { id: 'value', label: 'Assets less liabilities', show: 'pounds', figure };
      return { parts: [part], verdict: judged(figure) };
    },
  },
];
