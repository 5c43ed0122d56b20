import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { compressedCopies, sendCompressed } from './compressed.js';

/** Paths that belong to programs; everything else is a page of the portal. */
const NOT_PAGES = /^\/(api|graphql|health)(\/|$)/;

/**
 * Serves the built portal when it is there. A path that is no file is a page: the portal's own router reads it. `/f` is
 * the small page behind a mail's link.
 * Texts go out as the copies that the build compressed.
 * Built assets carry a hash in their name and are kept for a year; index.html is asked for anew each time.
 */
export function servePortal(app: NestExpressApplication, folder: string): boolean {
  if (!existsSync(join(folder, 'index.html'))) return false;
  const copyOf = compressedCopies(folder);
  app.use(
    '/assets',
    sendCompressed((req, res, path) => copyOf(req, res, `/assets${path}`).slice('/assets'.length)),
  );
  app.useStaticAssets(folder, {
    index: false,
    setHeaders: (res: Response, path: string) =>
      res.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  app.use((req: Request, res: Response, next: NextFunction) => {
    if ((req.method !== 'GET' && req.method !== 'HEAD') || NOT_PAGES.test(req.path)) return next();
    res.setHeader('cache-control', 'no-cache');
    const page = copyOf(req, res, req.path === '/f' ? '/f.html' : '/index.html');
    res.sendFile(join(folder, page), (error?: Error) => (error ? next(error) : undefined));
  });
  return true;
}
