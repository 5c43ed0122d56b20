import { ImportMarkedFileEntity, SourceFileEntity, WorkbookImportEntity } from './files.js';
import {
  FilingEntity,
  FilingFigureEntity,
  FilingProblemEntity,
  FilingRevisionEntity,
  FilingTransitionEntity,
  ReportedFigureEntity,
} from './filings.js';
import { FilingCommentEntity, FilingMarkEntity, FilingReceiptEntity } from './marks.js';

export * from './files.js';
export * from './filings.js';
export * from './marks.js';

/** Entities of this room, for createOrm. */
export const filingEntities = [
  SourceFileEntity,
  FilingEntity,
  FilingRevisionEntity,
  FilingFigureEntity,
  FilingProblemEntity,
  FilingTransitionEntity,
  ReportedFigureEntity,
  FilingMarkEntity,
  FilingCommentEntity,
  FilingReceiptEntity,
  WorkbookImportEntity,
  ImportMarkedFileEntity,
] as const;
