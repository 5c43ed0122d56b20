import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type ReceiptStanding, readReceiptBytes, receiptStanding } from '#lib/filing';
import { Access, Public } from '../access/access.decorator.js';
import { sendAttachment } from '../http/attachment.js';
import { callerOf } from '../http/caller.js';
import { SERVICES, type Services } from '../services.js';

/** Receipts of submissions as files, and the public check of one that is held in the hand. */
@Controller('api')
export class ReceiptsController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /**
   * GET /api/receipts/2026-Y/04/15/000001 (slashes as they are or as %2F): the JSON byte for byte as `ccn verify-receipt`
   * wants it. @throws DomainError RECEIPT_UNKNOWN
   */
  @Get('receipts/*number')
  @Access('filing.read')
  async receipt(@Param('number') number: string | string[], @Req() req: Request, @Res() res: Response): Promise<void> {
    const wanted = typeof number === 'string' ? number : number.join('/');
    const bytes = await this.services.db.transact(callerOf(req).scope, (uow) => readReceiptBytes(uow, wanted));
    const name = `bien-nhan_${wanted.replaceAll('/', '_')}.json`;
    sendAttachment(res, { name, type: 'application/json; charset=utf-8', bytes });
  }

  /**
   * GET /api/receipt-check?number=…&sha256=…: whether a receipt of this number and hash was issued here, and what has
   * taken its place. Open to anybody who holds the printed page; who does not know the hash learns nothing.
   */
  @Get('receipt-check')
  @Public()
  async check(@Query('number') number: unknown, @Query('sha256') sha256: unknown): Promise<ReceiptStanding> {
    const isAsked = typeof number === 'string' && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
    if (!isAsked || number.length > LONGEST_NUMBER || number.includes('\u0000')) return UNKNOWN;
    return await receiptStanding(this.services.db, number, sha256);
  }
}

const LONGEST_NUMBER = 200;
const UNKNOWN: ReceiptStanding = { result: 'unknown', supersededBy: null };
