import type { Clock } from '#lib/kernel';
import { type Database, newId, systemScope } from '#lib/persistence';
import { MailFailure, type MailTransport } from './mail/mail.js';

interface Ended {
  readonly savedId: string;
  readonly occasion: string;
  readonly name: string;
  readonly accountId: string;
  readonly officeId: string;
  readonly email: string;
  readonly jobId: string | null;
  readonly fileName: string | null;
  readonly why: string | null;
}

const MOST_AT_ONCE = 20;

/**
 * Tells a person that a scheduled export has its file, or has none: in the inbox in the transaction that notes it, so
 * once; then by mail. A mail that is not taken is not sent again: the inbox has told.
 */
export class ExportNotes {
  constructor(
    private readonly settings: {
      readonly db: Database;
      readonly clock: Clock;
      readonly transport: MailTransport;
      readonly publicUrl: string;
    },
  ) {}

  /** @returns how many were told */
  async tell(): Promise<number> {
    const { db, clock } = this.settings;
    const now = clock.now();
    const told = await db.transact(systemScope, async (uow) => {
      const ended = await uow.em.execute<Ended[]>(
        `select r.saved_id as "savedId", r.occasion, s.name, a.id as "accountId", a.office_id as "officeId", a.email,
           r.job_id as "jobId", case when j.state = 'done' then j.file_name end as "fileName",
           coalesce(r.error_message, case when j.state = 'failed' then coalesce(j.error_message, j.error_code) end) as why
         from saved_export_run r join saved_export s on s.id = r.saved_id join account a on a.id = s.owner_id
         left join export_job j on j.id = r.job_id
         where r.told_at is null and (r.error_message is not null or j.state in ('done', 'failed'))
         order by r.created_at limit ${MOST_AT_ONCE} for update of r skip locked`,
      );
      for (const one of ended) {
        const { subject, body, link } = this.worded(one);
        await uow.em.execute(
          `insert into inbox_message (id, office_id, account_id, subject, body, link, created_at)
           values (?, ?, ?, ?, ?, ?, ?::timestamptz)`,
          [newId(), one.officeId, one.accountId, subject, body, link, now],
        );
        await uow.em.execute(
          'update saved_export_run set told_at = ?::timestamptz where saved_id = ? and occasion = ?',
          [now, one.savedId, one.occasion],
        );
      }
      return ended;
    });
    for (const one of told) await this.mail(one, now);
    return told.length;
  }

  private async mail(one: Ended, createdAt: Date): Promise<void> {
    const { transport, publicUrl } = this.settings;
    const { subject, body, link } = this.worded(one);
    const messageId = `<export.${newId()}@${new URL(publicUrl).hostname}>`;
    const mail = { messageId, to: [one.email], subject, body: `${body}\n\n${link}`, createdAt };
    try {
      await transport.send(mail);
    } catch (error) {
      if (!(error instanceof MailFailure)) throw error;
    }
  }

  private worded({ name, occasion, fileName, why, jobId }: Ended): { subject: string; body: string; link: string } {
    const { publicUrl } = this.settings;
    const [kind, which = ''] = occasion.split('/');
    const of = kind === 'month' ? `tháng ${which.split('-').reverse().join('/')}` : `ấn bản ${which}`;
    if (fileName !== null && jobId !== null)
      return {
        subject: `Đã có tệp “${name}” (${of})`,
        body: `Mẫu xuất “${name}” đã chạy theo lịch cho ${of}. Tệp ${fileName} được giữ 7 ngày; xin đăng nhập rồi mở địa chỉ dưới đây để tải.`,
        link: `${publicUrl}/xuat-du-lieu`,
      };
    return {
      subject: `Chưa xuất được “${name}” (${of})`,
      body: `Mẫu xuất “${name}” đã chạy theo lịch cho ${of} nhưng không thành. ${why ?? ''} Xin mở mẫu, kiểm tra rồi lưu lại.`,
      link: `${publicUrl}/xuat-du-lieu`,
    };
  }
}
