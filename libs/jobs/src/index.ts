export * from './backend.js';
export * from './job-map.js';
export * from './jobs.js';
export * from './leader.js';
export * from './migrate.js';
export * from './outbox.js';
export * from './queue-desk.js';
export * from './worker-options.js';
