export * from './assemble.js';
export { type DemoAccount, demoToken, readDemoFile, seedDemo } from './demo.js';
export * from './seed.js';
