import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emlName, type Mail, outboxFolder } from '#lib/reminders';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ccn-outbox-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mail: Mail = {
  messageId: '<reminder.0c1d@ccn.example>',
  to: ['a@xa.example', 'b@xa.example'],
  subject: 'Nhắc gửi Biểu 03',
  body: 'Kính gửi: UBND xã <Lục Yên>\n\nhttps://ccn.example/nop/03/2026-H1/04303',
  createdAt: new Date('2026-06-05T01:00:00Z'),
};

describe('the folder of mails', () => {
  it('holds one file for a mail, however often it is sent', async () => {
    const out = outboxFolder(join(folder, 'outbox'), 'Báo cáo <bao-cao@ccn.example>');
    await out.send(mail);
    const first = readFileSync(join(folder, 'outbox', 'reminder.0c1d@ccn.example.eml'));
    await Promise.all([out.send(mail), out.send(mail)]);
    expect(readdirSync(join(folder, 'outbox'))).toEqual(['reminder.0c1d@ccn.example.eml']);
    expect(readFileSync(join(folder, 'outbox', 'reminder.0c1d@ccn.example.eml')).equals(first)).toBe(true);
    const text = first.toString('latin1');
    expect(text).toContain('Message-ID: <reminder.0c1d@ccn.example>\r\n');
    expect(text).toContain('To: a@xa.example, b@xa.example\r\n');
    expect(text).toMatch(/text\/plain[\s\S]*text\/html/);
    expect(text).not.toContain('<Lục Yên>');
    await out.close();
  });

  it('is given no path by a Message-ID', () => {
    expect(emlName('<../../etc/passwd@x>')).toBe('.._.._etc_passwd@x.eml');
  });

  it('says so when it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(outboxFolder(join(folder, 'file'), 'a@b').send(mail)).rejects.toThrow();
  });
});
