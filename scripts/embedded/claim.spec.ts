import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { self, takeClaim, whileHolding } from './claim.ts';
import { endProcess, identify, isAlive } from './process-id.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claim-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a claim', () => {
  it('is ours when nobody holds it, and names the live holder otherwise', () => {
    const path = join(folder, 'claim');
    expect(takeClaim(path, { url: 'a' })).toBeNull();
    expect(takeClaim(path, { url: 'b' })).toEqual({ url: 'a', ...self() });
  });

  it('of a dead process is taken over', () => {
    const path = join(folder, 'claim');
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(path, JSON.stringify({ pid: dead, began: '1' }));
    expect(takeClaim(path, {})).toBeNull();
  });

  it('of a number that belongs to another process now is taken over', () => {
    const path = join(folder, 'claim');
    writeFileSync(path, JSON.stringify({ pid: process.pid, began: 'another time' }));
    expect(takeClaim(path, {})).toBeNull();
  });

  it('cut short by a crash is taken over', () => {
    const path = join(folder, 'claim');
    writeFileSync(path, '{"pid": 1');
    expect(takeClaim(path, {})).toBeNull();
  });

  it('is given back when the work fails', async () => {
    const path = join(folder, 'claim');
    await expect(whileHolding(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(path)).toBe(false);
  });
});

describe('a process', () => {
  it('is ended only when number and beginning agree', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const id = identify(child.pid ?? 0);
    if (id === null) throw new Error('the child does not run');
    await endProcess({ ...id, began: 'another time' });
    expect(isAlive(id)).toBe(true);
    await endProcess(id);
    expect(isAlive(id)).toBe(false);
  });
});
