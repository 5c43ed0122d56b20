export * from './columns.js';
export * from './words.js';
