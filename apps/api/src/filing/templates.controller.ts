import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Access } from '../access/access.decorator.js';
import { sendAttachment } from '../http/attachment.js';
import { callerOf } from '../http/caller.js';
import { SERVICES, type Services } from '../services.js';
import { XLSX_TYPE } from './files.controller.js';

/** Prefilled workbooks of the forms. */
@Controller('api/templates')
export class TemplatesController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /**
   * The workbook of one duty to be filled in, for whoever may prepare its filing.
   * @throws DomainError UNKNOWN_FORM, PERIOD_NOT_OPEN, FORBIDDEN, FORBIDDEN_UNIT, OBLIGATION_CLOSED, TEMPLATE_KEY_MISSING
   */
  @Get(':form/:period/:unit')
  @Access('filing.prepare')
  async template(
    @Param('form') form: string,
    @Param('period') period: string,
    @Param('unit') unit: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { db, templates } = this.services;
    const caller = callerOf(req);
    const file = await db.transact(caller.scope, (uow) => templates.write(uow, caller, { form, period, unit }));
    sendAttachment(res, { name: file.name, type: XLSX_TYPE, bytes: file.bytes });
  }
}
