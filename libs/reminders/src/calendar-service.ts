import { createHash, randomBytes } from 'node:crypto';
import { type Caller, OfficeEntity, scopeOf } from '#lib/access';
import { audit } from '#lib/audit';
import type { Clock } from '#lib/kernel';
import { type Database, instantOf, newId, type RowScope, systemScope, type UnitOfWork } from '#lib/persistence';
import { calendarFeed, type ObligationView, type RegimeService, type Tier } from '#lib/regime';
import { reminderError } from './errors.js';

/** The calendar of an office. The address itself is told once, when it is made. */
export interface CalendarFeedView {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastReadAt: Date | null;
}

interface FeedRow {
  readonly id: string;
  readonly createdAt: string;
  readonly lastReadAt: string | null;
}

/** Pages read for one calendar; an office owes far less. */
const PAGE = 500;
const MOST_PAGES = 10;

/**
 * iCalendar feeds: one secret address for an office, for programs that can send no password. The secret is random and
 * kept as a hash; whoever has it reads the deadlines of that office and nothing else.
 */
export class CalendarService {
  private readonly clock: Clock;
  private readonly db: Database;
  private readonly regime: RegimeService;
  private readonly publicUrl: string;

  constructor(settings: {
    readonly clock: Clock;
    readonly db: Database;
    readonly regime: RegimeService;
    readonly publicUrl: string;
  }) {
    this.clock = settings.clock;
    this.db = settings.db;
    this.regime = settings.regime;
    this.publicUrl = settings.publicUrl;
  }

  /** The feed of the caller's office; null when it has none. */
  async current(uow: UnitOfWork, caller: Caller): Promise<CalendarFeedView | null> {
    const [row] = await uow.em.execute<FeedRow[]>(
      `select id, created_at as "createdAt", last_read_at as "lastReadAt" from calendar_feed where office_id = ? and revoked_at is null`,
      [caller.officeId],
    );
    return row === undefined ? null : viewOf(row);
  }

  /** Makes the address of the caller's office; one made before ends. Audited. @returns the address, told this once */
  async create(uow: UnitOfWork, caller: Caller): Promise<{ readonly feed: CalendarFeedView; readonly url: string }> {
    await this.end(uow, caller);
    const secret = randomBytes(32).toString('base64url');
    const id = newId();
    const now = this.clock.now();
    await uow.em.execute(
      'insert into calendar_feed (id, office_id, secret_hash, created_by, created_at) values (?, ?, ?, ?, ?::timestamptz)',
      [id, caller.officeId, hashOf(secret), caller.accountId, now],
    );
    await audit(uow, { ...about(id, caller), action: 'calendar_feed.create' }, now);
    return { feed: { id, createdAt: now, lastReadAt: null }, url: `${this.publicUrl}/api/calendar/${secret}.ics` };
  }

  /** Ends the address of the caller's office. @returns false when there was none */
  async revoke(uow: UnitOfWork, caller: Caller): Promise<boolean> {
    const ended = await this.end(uow, caller);
    if (ended !== null) await audit(uow, { ...about(ended, caller), action: 'calendar_feed.revoke' }, this.clock.now());
    return ended !== null;
  }

  /** The calendar behind a secret address, as text. @throws DomainError FEED_UNKNOWN */
  async read(secret: string): Promise<string> {
    const now = this.clock.now();
    const office = await this.db.transact(systemScope, async (uow) => {
      const [row] = await uow.em.execute<{ id: string; officeId: string }[]>(
        `update calendar_feed c set last_read_at = ?::timestamptz from office o
         where c.secret_hash = ? and c.revoked_at is null and o.id = c.office_id and o.closed_at is null
         returning c.id, c.office_id as "officeId"`,
        [now, hashOf(secret)],
      );
      return row === undefined ? null : await uow.em.findOne(OfficeEntity, { id: row.officeId });
    });
    if (office === null) throw reminderError('FEED_UNKNOWN');
    const place = {
      id: office.id,
      kind: office.kind,
      provinceCode: office.provinceCode ?? null,
      communeCode: office.communeCode ?? null,
      clusterIds: office.clusterIds,
      projectIds: office.projectIds,
    };
    // The office's own eyes, and no hand.
    const scope: RowScope = {
      ...scopeOf(place, { id: '', name: '', mayWrite: false }),
      actorId: null,
      actorName: null,
    };
    // The ministry owes nothing itself: its calendar shows what comes to it.
    const side = office.kind === 'ministry' ? 'below' : 'own';
    const duties = await this.db.transact(scope, (uow) => this.duties(uow, { office: office.kind, side }));
    return calendarFeed({
      name: `Hạn báo cáo – ${office.name}`,
      uidDomain: new URL(this.publicUrl).hostname,
      now,
      entries: duties.map((duty) => ({
        id: duty.id,
        form: duty.form,
        period: duty.period,
        filerName: duty.filerName,
        dueBefore: duty.dueBefore,
        received: duty.answer === 'submitted' || duty.answer === 'accepted',
        url: `${this.publicUrl}/nop/${duty.form}/${duty.period}/${encodeURIComponent(duty.filerRef)}`,
      })),
    });
  }

  private async duties(uow: UnitOfWork, tier: { office: Tier; side: 'own' | 'below' }): Promise<ObligationView[]> {
    const found: ObligationView[] = [];
    let after: string | null = null;
    for (let page = 0; page < MOST_PAGES; page++) {
      const { edges, hasNextPage } = await this.regime.obligations(
        uow,
        { tier, state: 'open' },
        { first: PAGE, after },
      );
      found.push(...edges.map((edge) => edge.node));
      after = edges.at(-1)?.cursor ?? null;
      if (!hasNextPage) break;
    }
    return found;
  }

  private async end(uow: UnitOfWork, caller: Caller): Promise<string | null> {
    const [ended] = await uow.em.execute<{ id: string }[]>(
      'update calendar_feed set revoked_at = ?::timestamptz where office_id = ? and revoked_at is null returning id',
      [this.clock.now(), caller.officeId],
    );
    return ended?.id ?? null;
  }
}

/** Random already, so a plain SHA-256 is enough. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

function about(id: string, caller: Caller) {
  return { subjectKind: 'calendar_feed', subjectId: id, provinceCode: caller.provinceCode };
}

function viewOf(row: FeedRow): CalendarFeedView {
  return {
    id: row.id,
    createdAt: instantOf(row.createdAt),
    lastReadAt: row.lastReadAt === null ? null : instantOf(row.lastReadAt),
  };
}
