/** Reminders over HTTP with api and worker running: plan, inbox, one at a click, calendar, dunning list, outbox. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '#lib/workbook';
import { type Client, clientOf, signIn } from '../support/client.js';
import { startSystem, type TestSystem } from '../support/system.js';

/** Tuesday: forms 01 and 02 are late since Sunday, form 03 is due on Thursday. */
const CLOCK = '2026-12-22T09:00:00+07:00';
const PERIOD = '2026-Y';
const COMMUNE = '04303';

interface Reminder {
  readonly id: string;
  readonly form: string | null;
  readonly stepKey: string;
  readonly sendNotBefore: string;
  readonly kind: string;
  readonly channel: string;
  readonly state: string;
  readonly reason: string | null;
  readonly reasonText: string | null;
  readonly recipientName: string | null;
  readonly obligation: {
    readonly id: string;
    readonly unit: string;
    readonly provinceCode: string;
  } | null;
  readonly mail: {
    readonly id: string;
    readonly messageId: string;
    readonly to: string[];
    readonly state: string;
  } | null;
}
interface Message {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  readonly readAt: string | null;
}

let system: TestSystem;
let ministry: Client;
let department: Client;
let elsewhere: Client;
let commune: Client;
let enterprise: Client;
let administrator: Client;

beforeAll(async () => {
  system = await startSystem({ env: { CCN_CLOCK_FROM: CLOCK, NODE_ENV: 'test', CCN_REMIND_SECONDS: '2' } });
  ministry = await signIn(system, 'ministry', 'officer');
  department = await signIn(system, 'department', 'officer', '15');
  elsewhere = await signIn(system, 'department', 'officer', '80');
  commune = await signIn(system, 'commune', 'officer', COMMUNE);
  enterprise = await signIn(system, 'enterprise', 'officer');
  administrator = await signIn(system, 'department', 'administrator', '15');
  await sentThisMorning();
});
afterAll(async () => await system?.stop());

/** The worker opens the period, plans, and sends what is due this morning. */
async function sentThisMorning(): Promise<void> {
  const until = Date.now() + 90_000;
  for (;;) {
    const due = (await reminders(ministry, {})).filter((r) => r.sendNotBefore <= CLOCK);
    if (due.length > 0 && due.every((r) => r.state !== 'PLANNED')) return;
    if (Date.now() > until) throw new Error('the reminders of this morning were not sent');
    await new Promise((next) => setTimeout(next, 500));
  }
}

interface ReminderPage {
  readonly nodes: Reminder[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

async function reminders(client: Client, filter: object): Promise<Reminder[]> {
  const found: Reminder[] = [];
  for (let after: string | null = null; ; ) {
    const { reminders: page }: { reminders: ReminderPage } = await client.data(
      `query ($filter: ReminderFilter, $after: String) { reminders(filter: $filter, first: 200, after: $after) { pageInfo { hasNextPage endCursor }
        nodes { id form sendNotBefore stepKey kind channel state reason reasonText recipientName obligation { id unit provinceCode } mail { id messageId to state } } } }`,
      { filter, after },
    );
    found.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return found;
    after = page.pageInfo.endCursor;
  }
}
const inbox = async (client: Client, unreadOnly = false): Promise<{ unread: number; messages: Message[] }> => {
  const { inbox: page, unreadMessages } = await client.data<{ inbox: { nodes: Message[] }; unreadMessages: number }>(
    'query ($unreadOnly: Boolean!) { unreadMessages inbox(unreadOnly: $unreadOnly, first: 100) { nodes { id subject body readAt } } }',
    { unreadOnly },
  );
  return { unread: unreadMessages, messages: page.nodes };
};

describe('the plan', () => {
  it('shows an office its own reminders and those of its children, and nobody else’s', async () => {
    const all = await reminders(ministry, { period: PERIOD });
    const provinceOf = (r: Reminder) => r.obligation?.provinceCode;
    expect(new Set(all.map(provinceOf)).size).toBeGreaterThan(1);

    const ofDepartment = await reminders(department, { period: PERIOD });
    expect(ofDepartment.map((r) => r.id).sort()).toEqual(
      all
        .filter((r) => provinceOf(r) === '15')
        .map((r) => r.id)
        .sort(),
    );
    expect(new Set(ofDepartment.map((r) => r.form))).toEqual(new Set(['01', '02', '03', '04']));
    const ofOther = await reminders(elsewhere, { period: PERIOD });
    expect(ofOther.length).toBeGreaterThan(0);
    expect(ofOther.every((r) => provinceOf(r) === '80')).toBe(true);

    const ofCommune = await reminders(commune, { period: PERIOD });
    expect(new Set(ofCommune.map((r) => r.form))).toContain('01');
    const own = ofCommune.filter((r) => r.form === '03');
    expect(own.length).toBeGreaterThan(0);
    expect(own.every((r) => r.obligation?.unit === COMMUNE)).toBe(true);
    const ids = new Set(ofDepartment.map((r) => r.id));
    expect(ofCommune.every((r) => ids.has(r.id))).toBe(true);
    expect(ofCommune.length).toBeLessThan(ofDepartment.length);

    const units = new Set(
      (await reminders(enterprise, { period: PERIOD })).map((r) => `${r.form} ${r.obligation?.unit}`),
    );
    expect(units.size).toBe(1);
    expect([...units][0]).toMatch(/^01 /);
  });

  it('is a refusal to strangers and filters by outcome and kind', async () => {
    const stranger = await clientOf(system.url).ask('{ reminders { totalCount } }');
    expect(stranger.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const failed = await reminders(department, { period: PERIOD, state: 'FAILED' });
    expect(failed.length).toBeGreaterThan(0);
    expect(new Set(failed.map((r) => r.reason))).toEqual(new Set(['NO_RECIPIENT']));
    expect(failed[0]?.reasonText).toMatch(/chưa có tài khoản/);
    const digests = await reminders(commune, { kind: 'CHILDREN_LATE', state: 'SENT' });
    expect(digests.map((r) => `${r.stepKey} ${r.channel}`)).toEqual(
      expect.arrayContaining(['digest/2026-12-22 EMAIL', 'digest/2026-12-22 INBOX']),
    );
  });
});

describe('the inbox', () => {
  it('holds what was told to the office; reading counts down; others are out of reach', async () => {
    const { messages, unread } = await inbox(commune);
    expect(unread).toBe(messages.length);
    expect(messages.some((m) => /đơn vị chậm báo cáo tính đến 22\/12\/2026/.test(m.subject))).toBe(true);
    const mark = async (client: Client, messageId: string | null) =>
      (
        await client.data<{ markRead: { unread: number | null; errors: { code: string }[] } }>(
          'mutation ($input: MarkReadInput!) { markRead(input: $input) { unread errors { code } } }',
          { input: { messageId } },
        )
      ).markRead;
    const first = messages[0]?.id ?? '';
    expect(await mark(enterprise, first)).toEqual({ unread: null, errors: [{ code: 'MESSAGE_UNKNOWN' }] });
    expect(await mark(commune, first)).toEqual({ unread: unread - 1, errors: [] });
    expect(await mark(commune, first)).toEqual({ unread: unread - 1, errors: [] });
    expect((await inbox(commune, true)).messages.map((m) => m.id)).not.toContain(first);
    expect((await inbox(commune)).messages.find((m) => m.id === first)?.readAt).toMatch(/^2026-12-22T/);
    expect(await mark(commune, null)).toEqual({ unread: 0, errors: [] });
    const ids = new Set(messages.map((m) => m.id));
    expect((await inbox(enterprise)).messages.filter((m) => ids.has(m.id))).toEqual([]);
  });
});

describe('a reminder at a click', () => {
  const remind = async (client: Client, obligationId: string) => {
    const answer = await client.ask<{ remindNow: { sendNotBefore: string | null; errors: { code: string }[] } }>(
      'mutation ($input: RemindNowInput!) { remindNow(input: $input) { sendNotBefore errors { code } } }',
      { input: { obligationId } },
    );
    return answer.data?.remindNow.errors[0]?.code ?? answer.errors[0]?.extensions.code ?? 'sent';
  };
  const dutyOf = async (client: Client, filter: object): Promise<string> =>
    (
      await client.data<{ obligations: { nodes: { id: string }[] } }>(
        'query ($filter: ObligationFilter) { obligations(filter: $filter, first: 1) { nodes { id } } }',
        { filter: { period: PERIOD, ...filter } },
      )
    ).obligations.nodes[0]?.id ?? '';

  it('goes out once however often it is clicked, is recorded, and says who asks', async () => {
    const duty = await dutyOf(enterprise, { side: 'OWN' });
    const before = (await inbox(enterprise)).messages.length;
    const answers = await Promise.all([1, 2, 3, 4].map(() => remind(commune, duty)));
    expect(answers.sort()).toEqual(['REMINDED_TODAY', 'REMINDED_TODAY', 'REMINDED_TODAY', 'sent']);
    await expect.poll(async () => (await inbox(enterprise)).messages.length, { timeout: 30_000 }).toBe(before + 1);
    const [newest] = (await inbox(enterprise)).messages;
    expect(newest?.body).toMatch(/đề nghị đơn vị thực hiện nội dung sau/);
    const steps = await reminders(commune, { obligationId: duty });
    const manual = steps.filter((r) => r.stepKey === 'manual/2026-12-22').map((r) => r.channel);
    expect(manual.sort()).toEqual(['EMAIL', 'INBOX']);
    const auditor = await signIn(system, 'ministry', 'administrator');
    const { auditEntries } = await auditor.data<{ auditEntries: { nodes: { subjectId: string }[] } }>(
      '{ auditEntries(filter: { action: "reminder.now" }, first: 10) { nodes { subjectId } } }',
    );
    expect(auditEntries.nodes).toEqual([{ subjectId: duty }]);
  });

  it('is for the office that receives the filing alone', async () => {
    const duty = await dutyOf(enterprise, { side: 'OWN' });
    const form03 = await dutyOf(commune, { side: 'OWN' });
    expect(await remind(department, duty)).toBe('NOT_RECEIVER');
    expect(await remind(enterprise, duty)).toBe('FORBIDDEN');
    expect(await remind(elsewhere, form03)).toBe('OBLIGATION_UNKNOWN');
    expect(await remind(department, 'no-such-duty')).toBe('OBLIGATION_UNKNOWN');
    expect(await remind(department, form03)).toBe('sent');
  });
});

describe('the calendar of an office', () => {
  const create = async (): Promise<string> => {
    const { createCalendarFeed } = await commune.data<{ createCalendarFeed: { url: string; errors: unknown[] } }>(
      'mutation { createCalendarFeed { url feed { id createdAt } errors { code } } }',
    );
    expect(createCalendarFeed.errors).toEqual([]);
    return createCalendarFeed.url;
  };
  const read = async (url: string) => {
    const answer = await fetch(url);
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };

  it('is valid iCalendar behind a secret address, with events that keep their identity', async () => {
    const url = await create();
    expect(url).toMatch(new RegExp(`^${system.url}/api/calendar/[\\w-]{43}\\.ics$`));
    const { status, type, text } = await read(url);
    expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8']);
    // RFC 5545 3.1: CRLF, at most 75 octets, no bare line breaks.
    expect(text.endsWith('\r\n')).toBe(true);
    const folded = text.slice(0, -2).split('\r\n');
    expect(folded.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line))).toEqual([]);
    const calendar = componentsOf(text.replaceAll('\r\n ', ''));
    expect(calendar.name).toBe('VCALENDAR');
    expect(calendar.properties).toMatchObject({ VERSION: '2.0', CALSCALE: 'GREGORIAN' });
    const events = calendar.children.filter((c) => c.name === 'VEVENT');
    // Whole days have no time and so need no VTIMEZONE: the last days on which form 03 is on time, 24 June too: it never came.
    expect(events.map((e) => e.properties['DTSTART;VALUE=DATE'])).toEqual(['20260624', '20261224']);
    for (const event of events)
      for (const name of ['UID', 'DTSTAMP', 'SUMMARY']) expect(event.properties[name], name).toBeTruthy();
    const again = componentsOf((await read(url)).text.replaceAll('\r\n ', ''));
    expect(again.children.map((e) => e.properties['UID'])).toEqual(events.map((e) => e.properties['UID']));
    expect(`${system.api.output}${system.worker.output}`).not.toContain(url.split('/').at(-1)?.slice(0, 43));
  });

  it('is told once, ends when another is made or it is revoked; a wrong address finds nothing', async () => {
    const first = await create();
    const second = await create();
    expect((await read(first)).status).toBe(404);
    expect((await read(second)).status).toBe(200);
    const { calendarFeed } = await commune.data<{ calendarFeed: Record<string, unknown> }>(
      '{ calendarFeed { createdAt lastReadAt } }',
    );
    expect(JSON.stringify(calendarFeed)).not.toContain(second.slice(-40, -4));
    expect(calendarFeed['lastReadAt']).toMatch(/^2026-12-22T/);
    for (const wrong of ['x', 'x.ics', '%00.ics', `${'a'.repeat(43)}.ics`]) {
      const answer = await read(`${system.url}/api/calendar/${wrong}`);
      expect([wrong, answer.status, JSON.parse(answer.text).code]).toEqual([wrong, 404, 'FEED_UNKNOWN']);
    }
    const revoke = () =>
      commune.data<{ revokeCalendarFeed: { revoked: boolean } }>(
        'mutation { revokeCalendarFeed { revoked errors { code } } }',
      );
    expect((await revoke()).revokeCalendarFeed.revoked).toBe(true);
    expect((await read(second)).status).toBe(404);
    expect((await revoke()).revokeCalendarFeed.revoked).toBe(false);
  });
});

describe('the dunning list', () => {
  it('is the workbook of the late units of a province, for those who see the province', async () => {
    const answer = await department.fetch(`/api/dunning?province=15&period=${PERIOD}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain('Don-doc_15_2026-Y.xlsx');
    const read = readWorkbook(new Uint8Array(await answer.arrayBuffer()));
    if (!read.ok) throw new Error(read.findings[0].code);
    const texts = [...(read.sheets[0]?.cells.values() ?? [])].map((cell) => cell.text);
    const late = await department.data<{ obligations: { totalCount: number } }>(
      `{ obligations(filter: { period: "${PERIOD}", lateness: OVERDUE }) { totalCount } }`,
    );
    expect(texts).toContain(`Tính đến ngày 22/12/2026: ${late.obligations.totalCount} báo cáo quá hạn`);
    expect(texts.filter((text) => text === 'Chưa gửi').length).toBe(late.obligations.totalCount);
    expect(texts).toContain('19/12/2026');
  });

  it.each([
    ['of another province', '80', 404, 'PROVINCE_UNKNOWN'],
    ['of a period that is not open', '15&period=2031-Y', 404, 'PERIOD_UNKNOWN'],
    ['without a period', '15', 422, 'DUNNING_INCOMPLETE'],
  ])('is refused %s', async (what, query, status, code) => {
    const period = what === 'of another province' ? `&period=${PERIOD}` : '';
    const answer = await department.fetch(`/api/dunning?province=${query}${period}`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  });
});

describe('the outbox', () => {
  const list = (client: Client) =>
    client.ask<{
      outbox: { totalCount: number; nodes: { id: string; messageId: string; to: string[]; state: string }[] };
    }>(
      '{ outbox(first: 200) { totalCount nodes { id messageId to state subject attempts reason response createdAt sentAt } } }',
    );

  it('is for administrators: the mails of their part, each as the very file that was written', async () => {
    const { outbox } = (await list(administrator)).data ?? { outbox: null };
    const sent = (await reminders(department, { channel: 'EMAIL', state: 'SENT' })).map((r) => r.mail?.messageId);
    const seen = outbox?.nodes.filter((mail) => mail.state === 'SENT').map((mail) => mail.messageId) ?? [];
    expect(seen).toEqual(expect.arrayContaining(sent));
    expect(seen.length).toBeGreaterThan(0);
    const folder = join(system.env['CCN_DATA'] ?? '', 'outbox');
    expect(readdirSync(folder).filter((name) => !name.endsWith('.eml'))).toEqual([]);
    for (const mail of outbox?.nodes ?? []) {
      const answer = await administrator.fetch(`/api/outbox/${mail.id}.eml`);
      expect(answer.headers.get('content-type')).toBe('message/rfc822');
      const bytes = Buffer.from(await answer.arrayBuffer());
      const name = `${mail.messageId.slice(1, -1)}.eml`;
      // The key of a link is for the receiver alone; a mail without one is the file to the last byte.
      const written = readFileSync(join(folder, name)).toString();
      const told = KEY.test(unfolded(written)) ? unfolded(bytes.toString()) : bytes.toString();
      expect(told, name).toBe(
        KEY.test(unfolded(written)) ? unfolded(written).replaceAll(KEYS, '/f#=E2=80=A6') : written,
      );
      expect(bytes.toString()).toContain(`Message-ID: ${mail.messageId}`);
    }
    const ministryAdministrator = await signIn(system, 'ministry', 'administrator');
    const whole = (await list(ministryAdministrator)).data?.outbox.totalCount ?? 0;
    expect(whole).toBe(readdirSync(folder).length);
    expect(whole).toBeGreaterThan(outbox?.totalCount ?? 0);
  });

  it('is closed to others', async () => {
    expect((await list(department)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const [mail] = (await list(administrator)).data?.outbox.nodes ?? [];
    expect((await department.fetch(`/api/outbox/${mail?.id}.eml`)).status).toBe(403);
    expect((await clientOf(system.url).fetch(`/api/outbox/${mail?.id}.eml`)).status).toBe(401);
    expect((await administrator.fetch('/api/outbox/none.eml')).status).toBe(404);
  });
});

const KEY = /\/f#[\w-]+/;
const KEYS = new RegExp(KEY, 'g');
/** Quoted-printable without its soft line breaks. */
const unfolded = (text: string): string => text.replaceAll('=\r\n', '');

interface Component {
  readonly name: string;
  readonly properties: Record<string, string>;
  readonly children: Component[];
}

/** Components of an unfolded calendar; throws where BEGIN and END do not match. */
function componentsOf(text: string): Component {
  const root: Component = { name: '', properties: {}, children: [] };
  const stack = [root];
  for (const line of text.trimEnd().split('\r\n')) {
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1)];
    const top = stack.at(-1) ?? root;
    if (name === 'BEGIN') {
      const child: Component = { name: value, properties: {}, children: [] };
      top.children.push(child);
      stack.push(child);
    } else if (name === 'END') {
      expect(stack.pop()?.name).toBe(value);
    } else top.properties[name] = value;
  }
  expect(stack).toEqual([root]);
  return root.children[0] ?? root;
}
