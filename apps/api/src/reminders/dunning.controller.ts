import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '#lib/kernel';
import { Access } from '../access/access.decorator.js';
import { sendAttachment } from '../http/attachment.js';
import { callerOf } from '../http/caller.js';
import { SERVICES, type Services } from '../services.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Dunning lists (danh sách đôn đốc) as workbooks, fit to be the annex of a letter. */
@Controller('api/dunning')
export class DunningController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /** GET /api/dunning?province=15&period=2026-H1. @throws DomainError DUNNING_INCOMPLETE, PROVINCE_UNKNOWN, PERIOD_UNKNOWN */
  @Get()
  @Access('export.create')
  async list(
    @Query('province') province: unknown,
    @Query('period') period: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    if (typeof province !== 'string' || typeof period !== 'string') throw incomplete();
    const { db, reminders } = this.services;
    const bytes = await db.transact(callerOf(req).scope, (uow) => reminders.dunningWorkbook(uow, province, period));
    sendAttachment(res, { name: `Don-doc_${province}_${period}.xlsx`, type: XLSX, bytes });
  }
}

function incomplete(): DomainError {
  return new DomainError({
    code: 'DUNNING_INCOMPLETE',
    message: 'Cần đủ hai tham số province và period để lập danh sách đôn đốc, ví dụ ?province=15&period=2026-H1.',
    messageEn: 'The dunning list needs province and period, such as ?province=15&period=2026-H1.',
  });
}
