import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { readMarkedFile } from '#lib/filing';
import { Access } from '../access/access.decorator.js';
import { asUuid } from '../graphql/uuid.js';
import { sendAttachment } from '../http/attachment.js';
import { callerOf } from '../http/caller.js';
import { SERVICES, type Services } from '../services.js';
import { XLSX_TYPE } from './files.controller.js';

/** What an import gives back as a file. */
@Controller('api/imports')
export class ImportsController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /**
   * The sender's own workbook with each problem cell marked, for whoever may open the workbook itself.
   * @throws DomainError IMPORT_UNKNOWN, MARKED_FILE_NONE
   */
  @Get(':id/marked')
  @Access('file.read')
  async marked(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const key = asUuid(id);
    const file = await this.services.db.transact(callerOf(req).scope, (uow) => readMarkedFile(uow, key));
    sendAttachment(res, { name: file.name, type: XLSX_TYPE, bytes: file.bytes });
  }
}
