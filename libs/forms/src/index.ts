export * from './definition.js';
export * from './stations.js';
