export * from './check.js';
export * from './definition.js';
export * from './problem.js';
export * from './problem-codes.js';
export * from './regime.js';
export * from './rules/data-window.js';
export * from './stations.js';
