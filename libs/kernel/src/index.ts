export * from './clock.js';
export * from './exact.js';
export * from './period.js';
export * from './problem.js';
export * from './text.js';
