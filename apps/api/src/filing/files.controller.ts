import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Config } from '#lib/config';
import type { FileView } from '#lib/filing';
import { Access } from '../access/access.decorator.js';
import { asUuid } from '../graphql/uuid.js';
import { sendAttachment } from '../http/attachment.js';
import { callerOf } from '../http/caller.js';
import { CONFIG, SERVICES, type Services } from '../services.js';
import { receiveUpload } from './receive-upload.js';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What the browser is told the bytes are; it keeps them as a file and never shows them. */
const TYPES: Readonly<Record<string, string>> = {
  xlsx: XLSX_TYPE,
  xls: 'application/vnd.ms-excel',
};

/** The one REST door for files. */
@Controller('api/files')
export class FilesController {
  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Keeps one workbook as it came. @throws DomainError FILE_TOO_LARGE, FILE_EMPTY, FILE_MISSING, UPLOAD_BROKEN */
  @Post()
  @HttpCode(201)
  @Access('file.upload')
  async upload(@Req() req: Request): Promise<Pick<FileView, 'id' | 'sha256' | 'name' | 'sizeBytes' | 'format'>> {
    const caller = callerOf(req);
    const received = await receiveUpload(req, join(this.config.dataFolder, 'uploads'), this.config.uploadMaxBytes);
    try {
      const bytes = await readFile(received.path);
      const { db, files } = this.services;
      const kept = await db.transact(caller.scope, (uow) => files.save(uow, caller, { bytes, name: received.name }));
      const { id, sha256, name, sizeBytes, format } = kept;
      return { id, sha256, name, sizeBytes, format };
    } finally {
      await received.discard();
    }
  }

  /** The original bytes, for those whose scope holds the file. @throws DomainError FILE_UNKNOWN */
  @Get(':id')
  @Access('file.read')
  async download(@Param('id') id: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const { db, files } = this.services;
    const file = await db.transact(callerOf(req).scope, (uow) => files.read(uow, asUuid(id)));
    sendAttachment(res, { name: file.name, type: TYPES[file.format] ?? 'application/octet-stream', bytes: file.bytes });
  }
}
