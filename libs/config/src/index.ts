export { type Config, type LogLevel, loadConfig, type Mode, type NodeEnv } from './config.js';
export { CONFIG_VARIABLES, type ConfigVariable } from './variables.js';
