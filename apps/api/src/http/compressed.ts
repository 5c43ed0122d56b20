import { readdirSync } from 'node:fs';
import type { NextFunction, Request, Response } from 'express';

/** Encodings of which the portal's build keeps a copy beside the file, the smaller first. */
const COPIES = [
  { encoding: 'br', suffix: '.br' },
  { encoding: 'gzip', suffix: '.gz' },
] as const;
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  html: 'text/html; charset=utf-8',
};

/**
 * Sends the copy that the build compressed, when there is one and the browser takes it. Nothing is compressed per
 * request: a season's rush on the portal costs reading of files alone.
 */
export function compressedCopies(folder: string): (req: Request, res: Response, path: string) => string {
  const there = new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `/${name.replaceAll('\\', '/')}`),
  );
  return (req, res, path) => {
    const copies = COPIES.filter(({ suffix }) => there.has(path + suffix));
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1)];
    if (copies.length === 0 || type === undefined) return path;
    // Said for the plain file as well: a cache between must not give one browser what another asked for.
    res.vary('accept-encoding');
    const wanted = req.acceptsEncodings(copies.map(({ encoding }) => encoding));
    const copy = copies.find(({ encoding }) => encoding === wanted);
    if (!copy) return path;
    res.setHeader('content-encoding', copy.encoding);
    res.setHeader('content-type', type);
    return path + copy.suffix;
  };
}

/** The same for files that are asked for by their own address. */
export function sendCompressed(
  copyOf: (req: Request, res: Response, path: string) => string,
): (req: Request, res: Response, next: NextFunction) => void {
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') req.url = copyOf(req, res, req.path);
    next();
  };
}
