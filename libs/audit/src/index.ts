export * from './audit.js';
export * from './entries.js';
export * from './verify.js';
