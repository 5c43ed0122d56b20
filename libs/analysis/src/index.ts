export * from './aggregates.js';
export * from './ask-aggregate.js';
export * from './cluster-figures.js';
export * from './conditions.js';
export * from './direct.js';
export * from './figures.js';
export * from './measures.js';
export type { Bounds, Measured } from './rules/ranking.js';
