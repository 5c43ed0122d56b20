import { Body, Controller, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { InvitationView } from '#lib/access';
import { DomainError } from '#lib/kernel';
import { SERVICES, type Services } from '../services.js';
import { Public } from './access.decorator.js';

/** The page behind an invitation. Nobody is signed in here; the secret in the body is the key, and opens one account. */
@Controller('api/invitations')
export class InvitationController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /** POST /api/invitations/open {secret}: for whom it is. @throws DomainError INVITATION_BROKEN, SIGN_IN_THROTTLED */
  @Post('open')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Public()
  open(@Body() body: unknown, @Req() req: Request): Promise<InvitationView> {
    return this.services.invitations.open(textIn(body, 'secret'), req.ip ?? null);
  }

  /**
   * POST /api/invitations/accept {secret, password}: the person's own password.
   * @throws DomainError as `open`, PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG
   */
  @Post('accept')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Public()
  async accept(@Body() body: unknown, @Req() req: Request): Promise<{ readonly email: string }> {
    const email = await this.services.invitations.accept(
      textIn(body, 'secret'),
      textIn(body, 'password'),
      req.ip ?? null,
    );
    return { email };
  }
}

function textIn(body: unknown, name: 'secret' | 'password'): string {
  const value: unknown =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  if (typeof value === 'string' && value.length <= 1024) return value;
  throw new DomainError({
    code: 'BAD_REQUEST',
    message: 'Yêu cầu thiếu đường dẫn mời hoặc mật khẩu. Hãy mở lại đường dẫn trong thư mời.',
    messageEn: 'The request lacks the secret of the invitation or the password.',
    path: name,
  });
}
