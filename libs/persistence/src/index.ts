export * from './database.js';
export * from './scope.js';
