export * from './database.js';
export * from './ids.js';
export * from './migrate.js';
export * from './orm.js';
export * from './outbox.js';
export * from './page.js';
export * from './scope.js';
export * from './values.js';
