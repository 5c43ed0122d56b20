import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Public } from '../access/access.decorator.js';
import { SERVICES, type Services } from '../services.js';

/** Calendars for programs that can send no password: the address is the key. */
@Controller('api/calendar')
export class CalendarController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /** GET /api/calendar/SECRET.ics. @throws DomainError FEED_UNKNOWN */
  @Get(':file')
  @Public()
  async feed(@Param('file') file: string, @Res() res: Response): Promise<void> {
    const text = await this.services.calendars.read(file.replace(/\.ics$/, ''));
    res.setHeader('content-type', 'text/calendar; charset=utf-8');
    res.setHeader('cache-control', 'private, max-age=900');
    // The address must not travel on with a link that is followed from the calendar.
    res.setHeader('referrer-policy', 'no-referrer');
    res.end(text);
  }
}
