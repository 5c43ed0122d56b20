import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { GqlContextType } from '@nestjs/graphql';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { DomainError } from '#lib/kernel';
import { LOG } from '../services.js';
import { languageOf, sentence } from './language.js';
import { statusOf } from './status.js';
import { surprise } from './surprise.js';

/**
 * The last stop of everything thrown. REST: one JSON document {code, message, …}, never a stack. GraphQL: handed
 * on as it is, to be presented by graphql/errors.ts together with the errors that never pass through Nest.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<GqlContextType>() === 'graphql') return error;
    const http = host.switchToHttp();
    const [req, res] = [http.getRequest<Request>(), http.getResponse<Response>()];
    const { status, ...body } = this.present(error, req);
    if (res.headersSent) res.destroy();
    else res.status(status).json(req.originalUrl.startsWith('/graphql') ? inGraphql(body) : body);
    return true;
  }

  private present(
    error: unknown,
    req: Request,
  ): { status: number; code: string; message: string; path?: string; errorId?: string } {
    const language = languageOf(req);
    if (error instanceof DomainError) {
      const path = error.path === undefined ? {} : { path: error.path };
      return { status: statusOf(error.code), code: error.code, message: sentence(error, language), ...path };
    }
    const status = clientFault(error);
    if (status !== null) return { status, ...CLIENT_FAULTS[status === 404 || status === 413 ? status : 400][language] };
    const told = surprise(error, this.log, { method: req.method, path: req.path });
    return { status: 500, code: told.code, message: sentence(told, language), errorId: told.errorId };
  }
}

/** GraphQL clients look for `errors`, also when the request never reached GraphQL. */
function inGraphql({
  message,
  path,
  ...rest
}: {
  code: string;
  message: string;
  path?: string;
  errorId?: string;
}): object {
  // As graphql/errors.ts names it: `path` is a place in the answer there.
  const extensions = path === undefined ? rest : { ...rest, input: path };
  return { errors: [{ message, extensions }] };
}

/** Status of a fault of the request found by Express or Nest (no such path, broken JSON, body too large); null for all else. */
function clientFault(error: unknown): number | null {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : typeof error === 'object' && error !== null && 'status' in error && 'expose' in error
        ? Number(error.status)
        : 500;
  return status >= 400 && status < 500 ? status : null;
}

const CLIENT_FAULTS = {
  400: {
    vi: {
      code: 'BAD_REQUEST',
      message: 'Yêu cầu gửi lên không đọc được. Hãy kiểm tra lại nội dung (JSON) rồi gửi lại.',
    },
    en: { code: 'BAD_REQUEST', message: 'The request cannot be read. Check its content (JSON) and send it again.' },
  },
  404: {
    vi: { code: 'NOT_FOUND', message: 'Không có địa chỉ này trong hệ thống. Hãy kiểm tra lại đường dẫn.' },
    en: { code: 'NOT_FOUND', message: 'There is no such address here. Check the path.' },
  },
  413: {
    vi: { code: 'BODY_TOO_LARGE', message: 'Yêu cầu gửi lên quá lớn. Hãy chia nhỏ rồi gửi lại.' },
    en: { code: 'BODY_TOO_LARGE', message: 'The request is too large. Split it and send it again.' },
  },
} as const;
