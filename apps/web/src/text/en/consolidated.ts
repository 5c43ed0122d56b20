import type { consolidated as vi } from '../vi/consolidated.js';

export const consolidated: Record<keyof typeof vi, string> = {
  'consolidated.title': 'Consolidated {form}, {period}',
  'consolidated.unit': 'Unit',
  'consolidated.national': 'Whole country',
  'consolidated.show': 'Show',
  'consolidated.download': 'Download the Excel form',
  'consolidated.basis.accepted': 'accepted',
  'consolidated.basis.derived': 'derived from the database',
  'consolidated.basis.overridden': 'Replaced',
  'consolidated.override': '{who} replaced the derived value by {value}. Reason: {reason}',
  'consolidated.basis.missing': 'missing',
  'consolidated.derived': 'derived: {value}',
  'consolidated.sources': '{n} sources',
  'consolidated.coverage': 'Coverage',
  'consolidated.coverageOf': 'reported {reported}/{expected}, accepted {accepted}',
  'consolidated.open': 'Open point of the law',
};
