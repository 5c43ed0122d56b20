import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { editionById } from '#lib/consolidation';
import { Access } from '../access/access.decorator.js';
import { callerOf } from '../http/caller.js';
import { SERVICES, type Services } from '../services.js';

/** Frozen forms as they were published, byte for byte; their hash is the ETag. */
@Controller('api/editions')
export class EditionsController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /** GET /api/editions/2026-H1-r1/04/15: canonical JSON. @throws DomainError EDITION_UNKNOWN, EDITION_WITHOUT_UNIT, UNIT_NOT_YOURS */
  @Get(':edition/:form/:unit')
  @Access('consolidated.read')
  async form(
    @Param('edition') edition: string,
    @Param('form') form: string,
    @Param('unit') unit: string,
    @Req() req: Request,
    @Res() res: Response,
  ): Promise<void> {
    const { db, consolidation } = this.services;
    const pinned = await db.transact(callerOf(req).scope, async (uow) => {
      const period = (await editionById(uow, edition))?.period ?? edition.replace(/-r\d+$/, '');
      return await consolidation.pinned(uow, { form, unit, period }, edition);
    });
    const tag = `"${pinned.sha256}"`;
    res.setHeader('etag', tag);
    // It never changes, but who may read it does: a browser asks each time, and is told that it has it already.
    res.setHeader('cache-control', 'private, no-cache');
    if (req.headers['if-none-match'] === tag) {
      res.status(304).end();
      return;
    }
    res.setHeader('content-type', 'application/json; charset=utf-8');
    res.end(pinned.body);
  }
}
