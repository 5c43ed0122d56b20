export * from './check-workbook.js';
export { type MatchedForm, type MatchOptions, type MatchResult, matchWorkbook } from './match/match-workbook.js';
export type { UnitDirectory } from './match/unit.js';
export { problemOfReading } from './problem-of-reading.js';
export { READ_LIMITS, type ReadLimits } from './read/limits.js';
export { readInChild } from './read/read-in-child.js';
export { readWorkbook, refusal, tooLarge } from './read/read-workbook.js';
export { type NumberReading, type NumberWriting, readNumber, type WrittenUnit } from './rules/read-number.js';
export * from './sheet.js';
