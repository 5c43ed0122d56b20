export * from './audit.js';
export * from './verify.js';
