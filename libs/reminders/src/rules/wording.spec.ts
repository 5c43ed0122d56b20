import { describe, expect, it } from 'vitest';
import { MOST_TRIES, reasonSentence, waitAfterTry } from './outcome.js';
import { daysOverdue, digestMessage, lastOnTimeDay, type Reminded, reminderMessage } from './wording.js';

const at = (text: string) => new Date(`${text}+07:00`);
const DUE = at('2026-06-20T00:00');
const about: Reminded = {
  kind: 'nothing_received',
  form: '01',
  period: '2026-H1',
  filerName: 'Công ty A',
  dueBefore: DUE,
  missing: [],
  returnReason: null,
  doubtful: false,
  askedBy: null,
};
const LINK = 'https://ccn.example/nop/01/2026-H1/DA-1';
const text = (more: Partial<Reminded>, now: string) =>
  reminderMessage({ ...about, ...more }, 'Công ty A', LINK, at(now));

describe('a reminder', () => {
  it('names what is owed, until when and how to do it', () => {
    expect(text({}, '2026-06-05T08:00')).toEqual({
      subject: 'Nhắc gửi Biểu 01 6 tháng năm 2026 – Công ty A, hạn cuối 19/06/2026',
      body: [
        'Kính gửi: Công ty A',
        'Hệ thống chưa nhận được Biểu 01 6 tháng năm 2026 của Công ty A.',
        'Hạn cuối là hết thứ Sáu, ngày 19/06/2026 (phải gửi trước ngày 20/06/2026) theo Điều 3 Thông tư 14/2024/TT-BCT; còn 14 ngày.',
        'Cách thực hiện:\n1. Đăng nhập và mở trang báo cáo tại:\nhttps://ccn.example/nop/01/2026-H1/DA-1\n2. Tải lên tệp Excel đã điền hoặc nhập số liệu trực tiếp; sửa các chỗ hệ thống báo lỗi.\n3. Gửi báo cáo và lưu biên nhận.',
        'Thư do hệ thống gửi tự động lúc 08:00 ngày 05/06/2026; nếu đơn vị đã gửi báo cáo sau thời điểm này, xin bỏ qua.',
      ].join('\n\n'),
    });
  });

  it('gives the enterprise the way without a sign-in first, where there is one', () => {
    const quick = 'https://ccn.example/f#abc';
    const { body } = text({ quick }, '2026-06-05T08:00');
    expect(body.indexOf(`bấm Gửi báo cáo:\n${quick}\n`)).toBeGreaterThan(0);
    expect(body.indexOf(quick)).toBeLessThan(body.indexOf('Cách thực hiện:'));
    expect(text({}, '2026-06-05T08:00').body).not.toContain('/f#');
  });

  it('says on the last day that it is the last, and afterwards how many days are over', () => {
    expect(text({}, '2026-06-19T16:00').body).toContain('hôm nay là ngày cuối cùng còn đúng hạn');
    expect(text({}, '2026-06-20T00:00').subject).toBe('Quá hạn: Biểu 01 6 tháng năm 2026 – Công ty A');
    expect(text({}, '2026-06-22T08:00').body).toContain('đã quá hạn 3 ngày');
    expect(text({ dueBefore: at('2026-06-25T12:00') }, '2026-06-25T08:00').body).toContain(
      'trước 12:00 thứ Năm, ngày 25/06/2026',
    );
  });

  it('names the cells that are missing, the reason of a return, who asks, and the nil filing', () => {
    const rows = Array.from({ length: 15 }, (_, i) => `${i + 1}. Dòng ${i + 1}`);
    const missing = text({ kind: 'cells_missing', missing: rows }, '2026-06-05T08:00').body;
    expect(missing).toContain('- 1. Dòng 1\n');
    expect(missing).toContain('- và 3 dòng khác');
    const returned = text({ kind: 'returned', returnReason: 'Dòng 5\nlệch tổng' }, '2026-06-05T08:00');
    expect(returned.subject).toContain('Bị trả lại');
    expect(returned.body).toContain('Lý do: Dòng 5 lệch tổng');
    expect(text({ askedBy: 'Sở Công Thương' }, '2026-06-05T08:00').body).toContain('Sở Công Thương đề nghị đơn vị');
    expect(text({ doubtful: true }, '2026-06-05T08:00').body).toContain('báo cáo với số 0');
  });

  it('keeps a name on its line: nothing in it begins a header or a line', () => {
    const evil = text({ filerName: 'A\r\nBcc: x@y\u2028B' }, '2026-06-05T08:00');
    expect(evil.subject).toContain('A Bcc: x@y B');
    expect(evil.subject).not.toMatch(/[\r\n\u2028]/);
  });
});

describe('a digest', () => {
  it('counts all, names some, and says who has been reminded to the end', () => {
    const named = (escalated: boolean) => ({
      form: '01' as const,
      period: '2026-H1',
      filerName: 'A',
      dueBefore: DUE,
      escalated,
    });
    const { subject, body } = digestMessage(
      [{ form: '01', count: 5, named: [named(true), named(false)] }],
      'UBND xã',
      LINK,
      at('2026-06-24T08:00'),
    );
    expect(subject).toBe('5 đơn vị chậm báo cáo tính đến 24/06/2026');
    expect(body).toContain(
      '- A: Biểu 01 6 tháng năm 2026, quá hạn 5 ngày; đã nhắc nhiều lần, đề nghị đôn đốc trực tiếp\n- A: Biểu 01 6 tháng năm 2026, quá hạn 5 ngày\n- và 3 đơn vị khác',
    );
  });
});

describe('days', () => {
  it('are counted from the last on-time day', () => {
    expect(lastOnTimeDay(DUE)).toBe('2026-06-19');
    expect(daysOverdue(DUE, at('2026-06-19T23:59:59.999'))).toBe(0);
    expect(daysOverdue(DUE, at('2026-06-20T00:00'))).toBe(1);
  });
});

describe('outcomes', () => {
  it('have a sentence, and an unknown code is shown as it is', () => {
    expect(reasonSentence('MAIL_REFUSED')).toContain('Máy chủ thư từ chối');
    expect(reasonSentence('SMTP_TIMEOUT', 'en')).toContain('did not answer');
    expect(reasonSentence('toString')).toBe('toString');
  });

  it('of a mail are sought for some hours, in growing pauses', () => {
    const waits = Array.from({ length: MOST_TRIES - 1 }, (_, i) => waitAfterTry(i + 1) / 60_000);
    expect(waits).toEqual([1, 4, 16, 64, 256]);
  });
});
