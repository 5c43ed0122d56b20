import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startOfVietnamDay } from '#lib/kernel';
import { type CalendarEntry, calendarFeed } from './calendar-feed.js';

const now = new Date('2026-06-01T08:02:03.456+07:00');
const entry = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: '0197a0c2-0000-7000-8000-000000000001',
  form: '03',
  period: '2026-H1',
  filerName: 'Xã Bảo Hà',
  dueBefore: startOfVietnamDay('2026-06-25'),
  received: false,
  url: 'https://ccn.example.vn/obligations/1',
  ...more,
});
const feed = (entries: readonly CalendarEntry[], name = 'Lịch báo cáo') =>
  calendarFeed({ name, uidDomain: 'ccn.example.vn', now, entries });
/** Lines as a calendar program reads them. */
const unfolded = (ics: string) => ics.replaceAll('\r\n ', '').split('\r\n');
const octets = (line: string) => new TextEncoder().encode(line).length;

describe('the calendar feed', () => {
  it('is the text of RFC 5545, letter by letter', () => {
    expect(feed([entry()])).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//CCN//Nghia vu bao cao//VI',
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
        'NAME:Lịch báo cáo',
        'X-WR-CALNAME:Lịch báo cáo',
        'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
        'X-PUBLISHED-TTL:PT12H',
        'BEGIN:VEVENT',
        'UID:0197a0c2-0000-7000-8000-000000000001@ccn.example.vn',
        'DTSTAMP:20260601T010203Z',
        'DTSTART;VALUE=DATE:20260624',
        'DTEND;VALUE=DATE:20260625',
        'SUMMARY:Hạn cuối: Biểu 03 6 tháng năm 2026 – Xã Bảo Hà',
        // 75 octets with "Ngà": ử, ớ, ờ, ệ have three each, ư and à two.
        'DESCRIPTION:Gửi trước 00:00 ngày 25/06/2026 (giờ Việt Nam).\\nNgà',
        ' y ghi trong lịch là ngày cuối cùng còn đúng hạn.',
        'URL:https://ccn.example.vn/obligations/1',
        'CLASS:PRIVATE',
        'TRANSP:TRANSPARENT',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER:-P2DT16H',
        'DESCRIPTION:Hạn cuối: Biểu 03 6 tháng năm 2026 – Xã Bảo Hà',
        'END:VALARM',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'TRIGGER:PT8H',
        'DESCRIPTION:Hạn cuối: Biểu 03 6 tháng năm 2026 – Xã Bảo Hà',
        'END:VALARM',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it('keeps a received filing without alarms', () => {
    const lines = unfolded(feed([entry({ received: true, url: null })]));
    expect(lines).toContain('SUMMARY:Đã gửi: Biểu 03 6 tháng năm 2026 – Xã Bảo Hà');
    expect(lines.filter((l) => l.includes('ALARM') || l.startsWith('URL'))).toEqual([]);
  });

  it('puts form 04 of the year on 30 December and passes over the turn of the year', () => {
    const lines = unfolded(feed([entry({ form: '04', period: '2026-Y', dueBefore: startOfVietnamDay('2027-01-01') })]));
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231');
    expect(lines).toContain('DTEND;VALUE=DATE:20270101');
  });

  it('escapes what has a meaning in iCalendar and lets no name begin a property of its own', () => {
    const filerName = 'Công ty A, B; C\\D\r\nATTENDEE:mailto:x@example.vn\u0007';
    const lines = unfolded(feed([entry({ filerName, url: 'https://x.vn/\r\nATTENDEE:y' })]));
    expect(lines).toContain(
      'SUMMARY:Hạn cuối: Biểu 03 6 tháng năm 2026 – Công ty A\\, B\\; C\\\\D\\nATTENDEE:mailto:x@example.vn',
    );
    expect(lines.some((l) => l.startsWith('ATTENDEE'))).toBe(false);
  });

  it('is in order of day and UID, whatever the order of the obligations', () => {
    const a = entry({ id: 'b' });
    const b = entry({ id: 'a' });
    const c = entry({ id: 'c', dueBefore: startOfVietnamDay('2026-06-20') });
    expect(feed([a, b, c])).toBe(feed([c, b, a]));
    expect(unfolded(feed([a, b, c])).filter((l) => l.startsWith('UID'))).toEqual([
      'UID:c@ccn.example.vn',
      'UID:a@ccn.example.vn',
      'UID:b@ccn.example.vn',
    ]);
  });

  it('is a calendar without events for an office that owes nothing', () => {
    expect(unfolded(feed([])).slice(-2)).toEqual(['END:VCALENDAR', '']);
  });

  it('folds Vietnamese between letters, at most 75 octets a line, and loses nothing', () => {
    const name = fc.array(fc.constantFrom('ộ', 'Đ', 'a', ' ', '–', '😀', ',', 'Nguyễn', 'ằ'.normalize('NFD')), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(name, (parts) => {
        const filerName = `x${parts.join('')}x`;
        const ics = feed([entry({ filerName })], filerName);
        expect(ics.endsWith('\r\n')).toBe(true);
        for (const line of ics.split('\r\n')) {
          expect(octets(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
          expect(line.isWellFormed()).toBe(true);
        }
        const summary = unfolded(ics).find((l) => l.startsWith('SUMMARY:')) ?? '';
        const read = summary.replace(/\\([\\;,])/g, '$1').replaceAll('\\n', '\n');
        expect(read).toBe(
          `SUMMARY:Hạn cuối: Biểu 03 6 tháng năm 2026 – ${filerName.normalize('NFC').replace(/ +/g, ' ')}`,
        );
      }),
    );
  });
});
