import pg from 'pg';

export type Tampering = 'changed' | 'removed' | 'inserted';

export interface BrokenEntry {
  readonly seq: bigint;
  readonly kind: Tampering;
  /** Vietnamese sentence: which entry, what is wrong with it. */
  readonly message: string;
}

export interface AuditVerdict {
  readonly ok: boolean;
  /** Entries read. */
  readonly entries: number;
  readonly firstBroken?: BrokenEntry;
}

interface Row {
  readonly seq: string;
  readonly prev_hash: string;
  readonly hash: string;
  readonly recomputed: string;
}

interface Link {
  readonly seq: bigint;
  readonly hash: string;
}

const ORIGIN: Link = { seq: 0n, hash: '0'.repeat(64) };
const BATCH = 5000;

/**
 * Recomputes the chain of hashes over the whole audit and compares its end with the head row.
 * Stops at the first entry that does not fit and tells how it differs.
 * @param connectionString any role that may read the audit: the owner, or the application role (then in scope system).
 */
export async function verifyAudit(connectionString: string): Promise<AuditVerdict> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    // One snapshot: entries added while we read are not missed by the head, nor the head ahead of them.
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query(`select set_config('app.scope', 'system', true)`);
    const head = await client.query<{ seq: string; hash: string }>('select seq::text, hash from audit_head');
    return await walk(client, { seq: BigInt(head.rows[0]?.seq ?? 0), hash: head.rows[0]?.hash ?? ORIGIN.hash });
  } finally {
    await client.end();
  }
}

async function walk(client: pg.Client, head: Link): Promise<AuditVerdict> {
  let last = ORIGIN;
  let entries = 0;
  // Below every number there is: an entry numbered 0 or less was put there by hand too.
  let cursor = '-9223372036854775808';
  for (;;) {
    const batch = await client.query<Row>(
      `select seq::text, prev_hash, hash, encode(sha256(convert_to(audit_line(e), 'UTF8')), 'hex') as recomputed
         from audit_entry e where e.seq > $1 order by e.seq limit ${BATCH}`,
      [cursor],
    );
    for (const row of batch.rows) {
      entries++;
      const broken = faultOf(row, last, head);
      if (broken !== null) return { ok: false, entries, firstBroken: broken };
      last = { seq: BigInt(row.seq), hash: row.hash };
      cursor = row.seq;
    }
    if (batch.rows.length < BATCH) break;
  }
  const broken = faultOfEnd(last, head);
  return broken === null ? { ok: true, entries } : { ok: false, entries, firstBroken: broken };
}

function faultOf(row: Row, last: Link, head: Link): BrokenEntry | null {
  const seq = BigInt(row.seq);
  const expected = last.seq + 1n;
  if (seq > head.seq)
    return fault(seq, 'inserted', `Mục ${seq} nằm sau mục cuối đã ghi (${head.seq}): có người tự thêm vào.`);
  if (seq < expected) return fault(seq, 'inserted', `Mục ${seq} không thuộc chuỗi: có người tự thêm vào.`);
  if (seq > expected)
    return fault(expected, 'removed', `Thiếu mục ${span(expected, seq - 1n)}: có người đã xóa khỏi nhật ký.`);
  if (row.recomputed !== row.hash) return fault(seq, 'changed', `Mục ${seq} đã bị sửa: nội dung không khớp mã băm.`);
  if (row.prev_hash !== last.hash)
    return fault(seq, 'changed', `Mục ${seq} không nối với mục ${last.seq}: một trong hai đã bị thay.`);
  return null;
}

function faultOfEnd(last: Link, head: Link): BrokenEntry | null {
  if (last.seq < head.seq) {
    const from = last.seq + 1n;
    return fault(from, 'removed', `Thiếu mục ${span(from, head.seq)} ở cuối: có người đã xóa khỏi nhật ký.`);
  }
  if (last.hash !== head.hash)
    return fault(last.seq, 'changed', `Mục cuối ${last.seq} không khớp dấu đầu chuỗi: một trong hai đã bị thay.`);
  return null;
}

function span(from: bigint, to: bigint): string {
  return from === to ? `${from}` : `${from}–${to}`;
}

function fault(seq: bigint, kind: Tampering, message: string): BrokenEntry {
  return { seq, kind, message: `${message} Hãy giữ nguyên cơ sở dữ liệu, sao lưu lại và báo người quản trị.` };
}
