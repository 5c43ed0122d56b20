export * from './event-bus.js';
export type { Feed, Heard } from './feed.js';
