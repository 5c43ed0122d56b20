import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Caller } from '#lib/access';
import { DomainError } from '#lib/kernel';
import { Access } from '../access/access.decorator.js';
import { sendAttachment } from '../http/attachment.js';
import { callerOf } from '../http/caller.js';
import { SERVICES, type Services } from '../services.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Consolidated forms as statutory workbooks. */
@Controller('api/export')
export class ExportController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /** GET /api/export?form=04&unit=15&period=2026-Y, with &edition=2026-Y-r1 as published. @throws DomainError EXPORT_INCOMPLETE and those of consolidation */
  @Get()
  @Access('export.create')
  async export(
    @Query('form') form: unknown,
    @Query('unit') unit: unknown,
    @Query('period') period: unknown,
    @Query('edition') asked: unknown,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const caller: Caller = callerOf(req);
    if (typeof form !== 'string' || typeof unit !== 'string' || typeof period !== 'string') throw incomplete();
    const edition = typeof asked === 'string' && asked !== '' ? asked : null;
    const { db, consolidation } = this.services;
    const bytes = await db.transact(caller.scope, (uow) =>
      consolidation.exportForm(uow, { form, unit, period, edition }),
    );
    sendAttachment(res, { name: `Bieu-${form}_${unit}_${edition ?? period}.xlsx`, type: XLSX, bytes });
  }
}

function incomplete(): DomainError {
  return new DomainError({
    code: 'EXPORT_INCOMPLETE',
    message: 'Cần đủ ba tham số form, unit và period để kết xuất, ví dụ ?form=04&unit=15&period=2026-Y.',
    messageEn: 'The export needs form, unit and period, such as ?form=04&unit=15&period=2026-Y.',
  });
}
