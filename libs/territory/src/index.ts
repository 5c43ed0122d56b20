export * from './entities/units.js';
export * from './load.js';
export * from './rules/matching.js';
export * from './rules/names.js';
export * from './rules/records.js';
export * from './rules/validity.js';
export * from './territory-service.js';
export * from './units.js';
