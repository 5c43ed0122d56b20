export * from './law.js';
export * from './schema-files.js';
