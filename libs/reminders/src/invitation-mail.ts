import type { Invitation } from '#lib/access';
import { type Clock, vietnamInstant } from '#lib/kernel';
import { newId } from '#lib/persistence';
import { MailFailure, type MailTransport } from './mail/mail.js';

/** An invitation that was made, with the address its owner opens. */
export interface SentInvitation {
  readonly address: string;
  /** The mail was taken by the mail server (or written to the outbox folder). */
  readonly mailed: boolean;
}

/** Sends invitations by mail, at once: their secret is kept nowhere, so there is no row a later round could send from. */
export class InvitationMail {
  private readonly clock: Clock;
  private readonly transport: MailTransport;
  private readonly publicUrl: string;

  constructor(settings: {
    readonly clock: Clock;
    readonly transport: MailTransport;
    readonly publicUrl: string;
  }) {
    this.clock = settings.clock;
    this.transport = settings.transport;
    this.publicUrl = settings.publicUrl;
  }

  /** Sends one. A mail that is not taken is no failure of the invitation: its address can be handed on otherwise. */
  async send({ account, secret, expiresAt }: Invitation): Promise<SentInvitation> {
    // Behind the sign #, which browsers send to no server: the secret stands in no log.
    const address = `${this.publicUrl}/moi#${secret}`;
    const [day, time] = vietnamInstant(expiresAt).split('T');
    const until = `${time?.slice(0, 5)} ngày ${day?.split('-').reverse().join('/')}`;
    const mail = {
      messageId: `<invitation.${newId()}@${new URL(this.publicUrl).hostname}>`,
      to: [account.email],
      subject: 'Mời dùng hệ thống báo cáo cụm công nghiệp',
      body: [
        `Kính gửi ${account.name} (${account.office.name}),`,
        'Người quản trị đã lập tài khoản cho Anh/Chị trên hệ thống cơ sở dữ liệu và báo cáo cụm công nghiệp. Để chọn mật khẩu và bắt đầu dùng, xin mở địa chỉ sau:',
        address,
        `Địa chỉ dùng được một lần, đến ${until}. Xin không chuyển tiếp thư này. Nếu Anh/Chị không chờ thư này, xin bỏ qua.`,
      ].join('\n\n'),
      createdAt: this.clock.now(),
    };
    try {
      await this.transport.send(mail);
      return { address, mailed: true };
    } catch (error) {
      if (error instanceof MailFailure) return { address, mailed: false };
      throw error;
    }
  }
}
