import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Mail, MailFailure, type MailTransport, smtpTransport } from '#lib/reminders';
import { SmtpServer } from '../../support/smtp-server.js';

let server: SmtpServer;
let transport: MailTransport;

beforeEach(async () => {
  server = await SmtpServer.start();
  // Far apart: each silence is to meet its own limit.
  const timeouts = { connect: 300, silence: 900, mail: 3_000 };
  transport = smtpTransport({ url: server.url, from: 'Báo cáo <bao-cao@ccn.example>', timeouts });
});
afterEach(async () => {
  await transport.close();
  await server.stop();
});

const mail = (to: readonly string[] = ['a@xa.example'], n = 1): Mail => ({
  messageId: `<reminder.${n}@ccn.example>`,
  to,
  subject: 'Nhắc gửi Biểu 01 – Công ty “Đá & Cẩm thạch”',
  body: 'Kính gửi: Công ty\n\nĐăng nhập tại:\nhttps://ccn.example/nop/01/2026-H1/DA-1\n2. Gửi <ngay>',
  createdAt: new Date('2026-06-05T01:00:00Z'),
});

const failureOf = async (sending: Promise<unknown>) => {
  const failure = await sending.catch((error: unknown) => error);
  if (!(failure instanceof MailFailure)) throw new Error(`expected a failure, not ${String(failure)}`);
  const { code, permanent, ofServer, inDoubt } = failure;
  return { code, permanent, ofServer, inDoubt };
};

describe('a mail that is taken', () => {
  it('is the same to the last byte when it is sent again', async () => {
    await transport.send(mail());
    await transport.send(mail());
    expect(server.taken).toHaveLength(2);
    expect(server.taken[0]).toEqual(server.taken[1]);
    expect(server.taken[0]?.messageId).toBe('<reminder.1@ccn.example>');
    expect(server.taken[0]?.text).toContain('Date: Fri, 05 Jun 2026 01:00:00 +0000');
    expect(server.taken[0]?.text).toContain('Auto-Submitted: auto-generated');
  });

  it('says who was refused when others were taken', async () => {
    server.refuse = (address) => (address.startsWith('cu@') ? '550 5.1.1 no such user' : null);
    const delivery = await transport.send(mail(['cu@xa.example', 'moi@xa.example']));
    expect(delivery.refused).toEqual(['cu@xa.example']);
    expect(server.taken[0]?.to).toEqual(['moi@xa.example']);
  });
});

describe('a mail that is not taken', () => {
  it('bounces for good: the address is gone', async () => {
    server.refuse = () => '550 5.1.1 no such user';
    expect(await failureOf(transport.send(mail()))).toEqual({
      code: 'MAIL_REFUSED',
      permanent: true,
      ofServer: false,
      inDoubt: false,
    });
    server.refuse = () => null;
    expect(await transport.send(mail(['b@xa.example'], 2))).toMatchObject({ refused: [] });
  });

  it('is put off: the mailbox is full', async () => {
    server.refuse = () => '452 4.2.2 mailbox full';
    expect(await failureOf(transport.send(mail()))).toEqual({
      code: 'MAIL_FAILED',
      permanent: false,
      ofServer: false,
      inDoubt: false,
    });
  });

  it('meets a server that hangs, at each place where it can', async () => {
    server.silent = 'greeting';
    expect(await failureOf(transport.send(mail()))).toEqual({
      code: 'SMTP_TIMEOUT',
      permanent: false,
      ofServer: true,
      inDoubt: false,
    });
    server.silent = 'recipient';
    expect(await failureOf(transport.send(mail()))).toMatchObject({ code: 'SMTP_TIMEOUT', ofServer: true });
    server.silent = 'message';
    expect(await failureOf(transport.send(mail()))).toEqual({
      code: 'SMTP_TIMEOUT',
      permanent: false,
      ofServer: true,
      inDoubt: true,
    });
    expect(server.taken).toHaveLength(1);
  });

  it('meets nobody at all', async () => {
    await server.stop();
    expect(await failureOf(transport.send(mail()))).toEqual({
      code: 'SMTP_UNREACHABLE',
      permanent: false,
      ofServer: true,
      inDoubt: false,
    });
    server = await SmtpServer.start();
  });

  it('loses its server in the middle: nobody knows whether it arrived', async () => {
    server.onMessage = () => server.stop();
    expect(await failureOf(transport.send(mail()))).toMatchObject({
      code: 'SMTP_UNREACHABLE',
      ofServer: true,
      inDoubt: true,
    });
    server = await SmtpServer.start();
  });
});
