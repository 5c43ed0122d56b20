import { pipeline } from 'node:stream/promises';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Access } from '../access/access.decorator.js';
import { asUuid } from '../graphql/uuid.js';
import { attachmentHeaders } from '../http/attachment.js';
import { callerOf } from '../http/caller.js';
import { SERVICES, type Services } from '../services.js';

/** Files of finished exports. */
@Controller('api/exports')
export class ExportsController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /** GET /api/exports/:id, streamed. @throws DomainError EXPORT_UNKNOWN, EXPORT_NOT_READY, EXPORT_FAILED, EXPORT_EXPIRED */
  @Get(':id')
  @Access('export.create')
  async download(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const file = await this.services.exports.file(callerOf(req), asUuid(id));
    attachmentHeaders(res, { name: file.name, type: file.mediaType });
    res.setHeader('content-length', file.sizeBytes);
    await pipeline(file.parts, res).catch((error: unknown) => {
      // A reader who goes away is no failure of ours; a broken database cuts the answer short, which the length shows.
      if (!res.destroyed) throw error;
    });
  }
}
