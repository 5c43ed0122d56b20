export * from './aggregates.js';
