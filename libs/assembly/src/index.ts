export * from './assemble.js';
export { type DemoAccount, demoCaller, demoToken, readDemoFile, seedDemo } from './demo.js';
export * from './seed.js';
export { generateCountry, type SyntheticCountry, type SyntheticPlan } from './synthetic/generate.js';
