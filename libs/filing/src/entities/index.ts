import { SourceFileEntity, WorkbookImportEntity } from './files.js';
import {
  FilingEntity,
  FilingFigureEntity,
  FilingProblemEntity,
  FilingRevisionEntity,
  FilingTransitionEntity,
  ReportedFigureEntity,
} from './filings.js';

export * from './files.js';
export * from './filings.js';

/** Entities of this room, for createOrm. */
export const filingEntities = [
  SourceFileEntity,
  FilingEntity,
  FilingRevisionEntity,
  FilingFigureEntity,
  FilingProblemEntity,
  FilingTransitionEntity,
  ReportedFigureEntity,
  WorkbookImportEntity,
] as const;
