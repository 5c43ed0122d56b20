/** Vitest's global set-up of the project `system-redis`: one Redis for the whole run, beside its PostgreSQL. */
import type { TestProject } from 'vitest/node';
import { redisProgram, startRedis } from './redis.js';

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const program = redisProgram();
  if (program === null) throw new Error('no redis-server on this machine: this half of the suite cannot run');
  const redis = await startRedis(program);
  provide('redisUrl', redis.url);
  return () => redis.stop();
}
