export * from './law.js';
export * from './schema-files.js';
export * from './territory.js';
