export * from './facts.js';
export * from './snapshot.js';
