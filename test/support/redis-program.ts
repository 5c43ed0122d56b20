import { spawnSync } from 'node:child_process';

const candidates = [process.env['CCN_REDIS_SERVER'] ?? '', 'redis-server', '/usr/bin/redis-server'];

/** Path of the program; null where the machine has none (then say which half does not run). */
export function redisProgram(): string | null {
  return candidates.find((path) => path !== '' && spawnSync(path, ['--version']).status === 0) ?? null;
}
