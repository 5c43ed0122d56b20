export * from './check-workbook.js';
export { isIndexSheet } from './mark/index-sheet.js';
export { markInChild } from './mark/mark-in-child.js';
export { clearMarks, type MarkedProblem, type MarkOptions, markWorkbook } from './mark/mark-workbook.js';
export type { MarkedPackage } from './mark/marking.js';
export type { MatchedForm } from './match/choose-tables.js';
export { NOTHING_SETTLED, READING_CHOICES, type ReadingDoubt, type ReadingKind, type Readings } from './match/doubt.js';
export { type MatchOptions, type MatchResult, matchWorkbook } from './match/match-workbook.js';
export type { UnitDirectory } from './match/unit.js';
export { unitDirectory } from './match/unit-directory.js';
export { problemOfReading } from './problem-of-reading.js';
export { READ_LIMITS, type ReadLimits } from './read/limits.js';
export { readInChild } from './read/read-in-child.js';
export { readWorkbook, refusal, tooLarge } from './read/read-workbook.js';
export * from './register-book/index.js';
export * from './sheet.js';
export * from './table/index.js';
export {
  answerSheets,
  answersOf,
  readTemplateKeys,
  type TemplateBase,
  type TemplateReading,
} from './template/template-keys.js';
export { type TemplateInput, writeTemplate } from './template/write-template.js';
export { type DunningLine, type DunningList, writeDunningList } from './write/write-dunning.js';
export { type WrittenForm, writeForm, writeForms } from './write/write-form.js';
