import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Access } from '../access/access.decorator.js';
import { asUuid } from '../graphql/uuid.js';
import { sendAttachment } from '../http/attachment.js';
import { callerOf } from '../http/caller.js';
import { SERVICES, type Services } from '../services.js';

/** Mails of the outbox (hộp thư đi) as files that any mail program opens. */
@Controller('api/outbox')
export class OutboxController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /** GET /api/outbox/ID.eml. @throws DomainError MAIL_UNKNOWN */
  @Get(':file')
  @Access('account.manage')
  async mail(@Param('file') file: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { db, outbox } = this.services;
    const id = asUuid(file.replace(/\.eml$/, ''));
    const { name, bytes } = await db.transact(callerOf(req).scope, (uow) => outbox.eml(uow, id));
    sendAttachment(res, { name, type: 'message/rfc822', bytes });
  }
}
