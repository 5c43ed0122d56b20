export * from './columns.js';
export * from './import-tables.js';
export * from './problems.js';
export { INDICATOR_FACTS } from './read/provincial-indicators.js';
export { readRegister } from './read/read-register.js';
export { REGISTER_LIMITS, readRegisterInChild } from './read/read-register-in-child.js';
export type * from './read/staged.js';
export * from './words.js';
