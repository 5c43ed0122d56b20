import type { reconcile as vi } from '../vi/reconcile.js';

export const reconcile: Record<keyof typeof vi, string> = {
  'reconcile.title': 'Reconciliation of {form}, {period}',
  'reconcile.lead':
    'Each row has three values: derived from the register, filed and accepted, and summed over what was accepted below. Open a row to see who makes the difference.',
  'reconcile.below': 'Beside',
  'reconcile.level.provinces': 'Province',
  'reconcile.level.communes': 'Commune',
  'reconcile.level.clusters': 'Cluster',
  'reconcile.sumOf.provinces': 'Sum of provinces',
  'reconcile.sumOf.communes': 'Sum of communes',
  'reconcile.sumOf.clusters': 'Sum of clusters',
  'reconcile.onlyDifferent': 'Only rows that differ',
  'reconcile.derived': 'Derived',
  'reconcile.filed': 'Accepted',
  'reconcile.difference': 'Difference',
  'reconcile.lessDerived': '{value} against the derived value',
  'reconcile.lessChildren': '{value} against the units below',
  'reconcile.unexplained': 'not explained: {value}',
  'reconcile.reported': '{reported} of {expected}',
  'reconcile.contributors': '{n} contributors',
  'reconcile.why': 'Why',
  'reconcile.because.differs': 'filed another value than is derived',
  'reconcile.because.notFiled': 'no accepted value yet',
  'reconcile.because.notInRegister': 'nothing in the register to derive from',
  'reconcile.filing': 'filing {n}',
  'reconcile.none': 'No row differs.',
};
