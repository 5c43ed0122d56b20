import { Body, Controller, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { QuickAnswer, QuickSheet } from '#lib/filing';
import type { TypedFigure } from '#lib/forms';
import { DomainError } from '#lib/kernel';
import { Public } from '../access/access.decorator.js';
import { languageOf } from '../http/language.js';
import { SERVICES, type Services } from '../services.js';

/**
 * Form 01 behind the link of a reminder. The secret comes in the body: an address is written into logs. Nobody is
 * signed in here; the link is the key, and opens one filing only.
 */
@Controller('api/quick')
export class QuickController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /** POST /api/quick/open {link}: what there is to fill in. @throws DomainError LINK_BROKEN, LINK_EXPIRED */
  @Post('open')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Public()
  open(@Body() body: unknown): Promise<QuickSheet> {
    return this.services.quickFilings.open(linkIn(body));
  }

  /**
   * POST /api/quick/send {link, version, figures: [{key, raw}], why: {key: words}}: saves and sends.
   * @throws DomainError as `open`, and those of saving and sending a filing
   */
  @Post('send')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Public()
  send(@Body() body: unknown, @Req() req: Request): Promise<QuickAnswer> {
    const link = linkIn(body);
    const { version, figures, why } = body as { version?: unknown; figures?: unknown; why?: unknown };
    const input = {
      version: Number.isInteger(version) ? (version as number) : null,
      figures: figuresIn(figures),
      why: whyIn(why),
    };
    return this.services.quickFilings.send(link, { ...input, writing: languageOf(req) });
  }
}

const LONGEST_LINK = 200;
const MOST_FIGURES = 100;
const LONGEST_TEXT = 2000;

function linkIn(body: unknown): string {
  const link = typeof body === 'object' && body !== null && 'link' in body ? body.link : null;
  if (typeof link === 'string' && link.length <= LONGEST_LINK) return link;
  throw badRequest();
}

function figuresIn(figures: unknown): TypedFigure[] {
  if (!Array.isArray(figures) || figures.length > MOST_FIGURES) throw badRequest();
  return figures.map((figure: unknown) => {
    if (typeof figure !== 'object' || figure === null || !('key' in figure) || !('raw' in figure)) throw badRequest();
    const { key, raw } = figure;
    if (typeof key !== 'string' || typeof raw !== 'string' || raw.length > LONGEST_TEXT) throw badRequest();
    return { key, raw };
  });
}

function whyIn(why: unknown): ReadonlyMap<string, string> {
  if (why === undefined || why === null) return new Map();
  if (typeof why !== 'object') throw badRequest();
  const entries = Object.entries(why);
  if (entries.length > MOST_FIGURES) throw badRequest();
  return new Map(
    entries.map(([key, text]: [string, unknown]) => {
      if (typeof text !== 'string' || text.length > LONGEST_TEXT) throw badRequest();
      return [key, text];
    }),
  );
}

function badRequest(): DomainError {
  return new DomainError({
    code: 'BAD_REQUEST',
    message: 'Yêu cầu không đúng dạng. Hãy mở lại đường dẫn trong thư rồi thử lại.',
    messageEn: 'The request is malformed. Open the link from the mail again.',
  });
}
