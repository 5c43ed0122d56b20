import type { ClusterType, DecisionKind } from '../gql/graphql.js';

/** Types of cluster in the order of the law (Decree 32/2024 Art. 2). */
export const clusterTypes: readonly ClusterType[] = ['CRAFT_VILLAGE', 'SPECIALISED', 'SUPPORTING', 'HIGH_TECH', 'ECO'];

/** Kinds of decision in the order in which they usually come. */
export const decisionKinds: readonly DecisionKind[] = [
  'INVESTMENT_POLICY',
  'ESTABLISHMENT',
  'DETAILED_PLAN',
  'INFRASTRUCTURE_PROJECT',
  'EXPANSION',
  'ADJUSTMENT',
  'REVOCATION',
];

/** How far the law supports a definition, and the colour that goes with the word. */
export const legalTones: Readonly<Record<string, string>> = {
  statutory: 'good',
  recommended: 'info',
  alternative: '',
  informal: 'warn',
};
