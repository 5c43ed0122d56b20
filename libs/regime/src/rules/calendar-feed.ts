import type { FormCode } from '#lib/forms';
import {
  addDays,
  type IsoDate,
  type PeriodCode,
  parsePeriod,
  periodLabel,
  tidy,
  vietnamDate,
  vietnamInstant,
} from '#lib/kernel';

/** An obligation as an office sees it in its own calendar. */
export interface CalendarEntry {
  /** Identity of the obligation; the event keeps its UID for ever. */
  readonly id: string;
  readonly form: FormCode;
  readonly period: PeriodCode;
  readonly filerName: string;
  /** Due strictly before this instant, an extension included. */
  readonly dueBefore: Date;
  /** True once the filing has been received: the event stays, without alarm. */
  readonly received: boolean;
  /** Page of the obligation in the portal; null where there is none. */
  readonly url: string | null;
}

export interface CalendarFeed {
  /** Name of the calendar, e.g. of the office. */
  readonly name: string;
  /** Right-hand part of the UIDs: the name of the installation. Never changed, or every event doubles. */
  readonly uidDomain: string;
  /** Instant at which the feed is made. */
  readonly now: Date;
  readonly entries: readonly CalendarEntry[];
}

/**
 * The feed as text of RFC 5545: one all-day event on the last on-time day of each obligation, with an alarm
 * three days before and on the day, both at 08:00 where the reader is. By day and then by UID, so that the
 * same obligations give the same text but for DTSTAMP. Lines end in CRLF and have at most 75 octets.
 */
export function calendarFeed(feed: CalendarFeed): string {
  const stamp = `DTSTAMP:${utc(feed.now)}`;
  const events = feed.entries
    .map((entry) => ({ entry, day: vietnamDate(new Date(entry.dueBefore.getTime() - 1)) }))
    .sort((a, b) => compareText(a.day, b.day) || compareText(a.entry.id, b.entry.id));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//CCN//Nghia vu bao cao//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${text(feed.name)}`,
    `X-WR-CALNAME:${text(feed.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    'X-PUBLISHED-TTL:PT12H',
    ...events.flatMap(({ entry, day }) => event(entry, day, feed.uidDomain, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function event(entry: CalendarEntry, day: IsoDate, uidDomain: string, stamp: string): string[] {
  const period = parsePeriod(entry.period);
  const of = period === null ? entry.period : periodLabel(period);
  const summary = `${entry.received ? 'Đã gửi' : 'Hạn cuối'}: Biểu ${entry.form} ${of} – ${entry.filerName}`;
  const due = vietnamInstant(entry.dueBefore);
  const [year, month, date] = due.slice(0, 10).split('-');
  const description = entry.received
    ? 'Hệ thống đã nhận báo cáo này.'
    : `Gửi trước ${due.slice(11, 16)} ngày ${date}/${month}/${year} (giờ Việt Nam).\nNgày ghi trong lịch là ngày cuối cùng còn đúng hạn.`;
  return [
    'BEGIN:VEVENT',
    `UID:${text(`${entry.id}@${uidDomain}`)}`,
    stamp,
    `DTSTART;VALUE=DATE:${basic(day)}`,
    `DTEND;VALUE=DATE:${basic(addDays(day, 1))}`,
    `SUMMARY:${text(summary)}`,
    `DESCRIPTION:${text(description)}`,
    ...(entry.url === null ? [] : [`URL:${plainValue(entry.url)}`]),
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    ...(entry.received ? [] : ALARMS.flatMap((trigger) => alarm(trigger, summary))),
    'END:VEVENT',
  ];
}

/** From the beginning of the event's day: 08:00 three days before, 08:00 on the day. */
const ALARMS = ['-P2DT16H', 'PT8H'] as const;

function alarm(trigger: string, summary: string): string[] {
  return ['BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:${trigger}`, `DESCRIPTION:${text(summary)}`, 'END:VALARM'];
}

/** TEXT of RFC 5545 3.3.11: backslash, semicolon and comma escaped, lines as \n; other control characters dropped. */
function text(value: string): string {
  return value
    .split(/\r\n|\r|\n/)
    .map((line) => plainValue(tidy(line)).replace(/[\\;,]/g, '\\$&'))
    .join('\\n');
}

/** Without control characters: a line break smuggled into a name must not begin a property of its own. */
function plainValue(value: string): string {
  return value.replace(/\p{Cc}/gu, '');
}

/** At most 75 octets of UTF-8 a line, broken between characters; a continuation begins with a space (RFC 5545 3.1). */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = utf8Size(character);
    if (octets + size > 75) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}

function utf8Size(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** 2026-06-19 -> 20260619. */
function basic(day: IsoDate): string {
  return day.replaceAll('-', '');
}

/** 20260601T010203Z. */
function utc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** By code unit, so that the order is the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
