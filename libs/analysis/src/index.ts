export * from './aggregates.js';
export * from './cluster-figures.js';
