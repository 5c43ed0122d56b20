import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditVerdict, audit, verifyAudit } from '#lib/audit';
import { createOrm, Database, systemScope } from '#lib/persistence';
import { withClient } from '../../scripts/embedded/roles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { runCcn } from '../support/system.js';

const at = new Date('2026-06-01T08:00:00.123+07:00');

let db: TestDatabase;
let database: Database;

beforeEach(async () => {
  db = await createTestDatabase();
  database = new Database(await createOrm({ connectionString: db.appUrl, entities: [], poolMax: 8 }));
});
afterEach(async () => {
  await database.close();
  await db.drop();
});

const entry = (i: number) => ({
  action: 'test.write',
  subjectKind: 'test',
  subjectId: `n${i}`,
  provinceCode: '15',
  detail: { i, name: 'Lục Yên' },
});

async function write(count: number): Promise<void> {
  for (let i = 1; i <= count; i++) await database.transact(systemScope, (uow) => audit(uow, entry(i), at));
}

/** Works on the audit behind the application's back, as a superuser with the trigger out of the way. */
async function tamper(sql: string): Promise<void> {
  await withClient(db.superUrl, async (c) => {
    await c.query('alter table audit_entry disable trigger all');
    await c.query(sql);
    await c.query('alter table audit_entry enable trigger all');
  });
}

const found = (verdict: AuditVerdict): [boolean, string | undefined, bigint | undefined] => [
  verdict.ok,
  verdict.firstBroken?.kind,
  verdict.firstBroken?.seq,
];

const LINE = `(seq, at, action, subject_kind, subject_id, detail, prev_hash, hash)`;

describe('the audit', () => {
  it('holds together when nobody touches it, read as owner and as application', async () => {
    await write(5);
    expect(await verifyAudit(db.ownerUrl)).toEqual({ ok: true, entries: 5 });
    expect(await verifyAudit(db.appUrl)).toEqual({ ok: true, entries: 5 });
  });

  it('is whole when empty', async () => {
    expect(await verifyAudit(db.ownerUrl)).toEqual({ ok: true, entries: 0 });
  });

  it('numbers entries without a gap when many write at once and some fail', async () => {
    const tries = Array.from({ length: 40 }, (_, i) =>
      database.transact(systemScope, async (uow) => {
        await audit(uow, entry(i), at);
        if (i % 4 === 0) throw new Error('rolled back');
      }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(30);
    expect(await verifyAudit(db.ownerUrl)).toEqual({ ok: true, entries: 30 });
  });

  it('finds an entry that was changed', async () => {
    await write(5);
    await tamper(`update audit_entry set detail = '{"i": 33}' where seq = 3`);
    expect(found(await verifyAudit(db.ownerUrl))).toEqual([false, 'changed', 3n]);
  });

  it('finds an entry that was changed and given a fitting hash, by its successor', async () => {
    await write(5);
    await tamper(`update audit_entry set subject_id = 'other' where seq = 3;
      update audit_entry e set hash = encode(sha256(convert_to(audit_line(e), 'UTF8')), 'hex') where seq = 3`);
    expect(found(await verifyAudit(db.ownerUrl))).toEqual([false, 'changed', 4n]);
  });

  it('finds a changed last entry with a fitting hash, by the head', async () => {
    await write(3);
    await tamper(`update audit_entry set subject_id = 'other' where seq = 3;
      update audit_entry e set hash = encode(sha256(convert_to(audit_line(e), 'UTF8')), 'hex') where seq = 3`);
    expect(found(await verifyAudit(db.ownerUrl))).toEqual([false, 'changed', 3n]);
  });

  it('finds a gap in the middle', async () => {
    await write(6);
    await tamper('delete from audit_entry where seq in (3, 4)');
    const verdict = await verifyAudit(db.ownerUrl);
    expect(found(verdict)).toEqual([false, 'removed', 3n]);
    expect(verdict.firstBroken?.message).toContain('Thiếu mục 3–4');
  });

  it('finds that the newest entries are gone', async () => {
    await write(4);
    await tamper('delete from audit_entry where seq = 4');
    expect(found(await verifyAudit(db.ownerUrl))).toEqual([false, 'removed', 4n]);
  });

  it('finds that all entries are gone', async () => {
    await write(2);
    await tamper('delete from audit_entry');
    expect(found(await verifyAudit(db.ownerUrl))).toEqual([false, 'removed', 1n]);
  });

  it('finds an entry added by hand after the last', async () => {
    await write(3);
    await tamper(`insert into audit_entry ${LINE} select 4, at, action, subject_kind, 'n4', detail, hash, hash
      from audit_entry where seq = 3`);
    expect(found(await verifyAudit(db.ownerUrl))).toEqual([false, 'inserted', 4n]);
  });

  it('finds an entry added by hand before the first', async () => {
    await write(2);
    await tamper(`insert into audit_entry ${LINE} select 0, at, action, subject_kind, 'n0', detail, hash, hash
      from audit_entry where seq = 1`);
    expect(found(await verifyAudit(db.ownerUrl))).toEqual([false, 'inserted', 0n]);
  });

  it('cannot be changed by the application, nor by the owner in passing', async () => {
    await write(2);
    for (const url of [db.appUrl, db.ownerUrl])
      for (const sql of [
        `update audit_entry set detail = '{}'`,
        'delete from audit_entry',
        'truncate audit_entry',
        `insert into audit_entry ${LINE} select 9, at, action, subject_kind, 'x', detail, hash, hash from audit_entry`,
      ])
        if (!(url === db.ownerUrl && sql.startsWith('insert')))
          await expect(
            withClient(url, (c) => c.query(sql)),
            sql,
          ).rejects.toThrow(/denied|never changed/);
    await expect(withClient(db.appUrl, (c) => c.query('update audit_head set seq = 0'))).rejects.toThrow(/denied/);
    expect(await verifyAudit(db.ownerUrl)).toEqual({ ok: true, entries: 2 });
  });
});

describe('ccn verify-audit', () => {
  it('ends with 0 while the audit is whole, and with 1 naming the entry when it is not', async () => {
    await write(3);
    const env = { PATH: process.env['PATH'] ?? '', CCN_OWNER_URL: db.ownerUrl };
    const whole = await runCcn(['verify-audit', '--json'], env);
    expect(whole.code).toBe(0);
    expect(JSON.parse(whole.stdout)).toEqual({ ok: true, entries: 3, firstBroken: null });

    await tamper('delete from audit_entry where seq = 2');
    const broken = await runCcn(['verify-audit', '--json'], env);
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.stdout)).toMatchObject({ ok: false, firstBroken: { seq: '2', kind: 'removed' } });
    const said = await runCcn(['verify-audit'], env);
    expect([said.code, said.stdout.includes('Thiếu mục 2')]).toEqual([1, true]);
  });
});
