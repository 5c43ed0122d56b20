import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import { type Caller, csrfTokenOf } from '#lib/access';
import type { Config } from '#lib/config';
import { DomainError } from '#lib/kernel';
import { SESSION_COOKIE, sessionTokenOf, unauthenticated } from '../http/caller.js';
import { CONFIG, SERVICES, type Services } from '../services.js';
import { Public } from './access.decorator.js';

/** What the portal knows about who is signed in. */
export interface SessionAnswer {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly language: string;
  readonly officeKind: string;
  readonly officeName: string;
  readonly permissions: readonly string[];
  /** Public code of the unit the office speaks for: province, commune; null for the others. */
  readonly unit: string | null;
  readonly mustChangePassword: boolean;
  /** To be sent back as x-ccn-csrf with everything that changes something; null for a token, which needs none. */
  readonly csrfToken: string | null;
}

/** Sign-in and sign-out of browsers. */
@Controller('api/session')
export class SessionController {
  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws DomainError SIGN_IN_REFUSED, SIGN_IN_THROTTLED, SIGN_IN_INCOMPLETE, SECOND_FACTOR_NEEDED, SECOND_FACTOR_WRONG */
  @Post()
  @HttpCode(200)
  @Public()
  async signIn(
    @Body() body: unknown,
    @Req() req: Request,
    @Res({ passthrough: true }) res: Response,
  ): Promise<SessionAnswer> {
    const { email, password, code } = credentials(body);
    const signedIn = await this.services.signIn.signIn({
      email,
      password,
      code,
      address: req.ip ?? null,
      userAgent: req.get('user-agent') ?? null,
    });
    res.cookie(SESSION_COOKIE, signedIn.sessionToken, { ...this.cookie(), expires: signedIn.expiresAt });
    return answer(signedIn.caller, signedIn.csrfToken);
  }

  /** Who is signed in. @throws DomainError UNAUTHENTICATED */
  @Get()
  @Public()
  current(@Req() req: Request, @Res({ passthrough: true }) res: Response): SessionAnswer {
    res.setHeader('cache-control', 'no-store');
    if (!req.caller) throw unauthenticated();
    const session = req.caller.via === 'session' ? sessionTokenOf(req) : null;
    return answer(req.caller, session === null ? null : csrfTokenOf(session));
  }

  /** Ends the session; quiet when there is none. */
  @Delete()
  @HttpCode(204)
  @Public()
  async signOut(@Req() req: Request, @Res({ passthrough: true }) res: Response): Promise<void> {
    const session = sessionTokenOf(req);
    if (session !== null) await this.services.signIn.signOut(session);
    res.clearCookie(SESSION_COOKIE, this.cookie());
  }

  private cookie(): CookieOptions {
    return { httpOnly: true, sameSite: 'strict', secure: this.config.publicUrl.startsWith('https:'), path: '/' };
  }
}

function credentials(body: unknown): { email: string; password: string; code: string | null } {
  if (typeof body === 'object' && body !== null && 'email' in body && 'password' in body) {
    const { email, password } = body;
    if (typeof email === 'string' && typeof password === 'string' && email.length <= 320 && password.length <= 1024)
      return { email, password, code: 'code' in body && typeof body.code === 'string' ? body.code.slice(0, 64) : null };
  }
  throw new DomainError({
    code: 'SIGN_IN_INCOMPLETE',
    message: 'Cần nhập thư điện tử và mật khẩu để đăng nhập.',
    messageEn: 'E-mail and password are needed to sign in.',
  });
}

function answer(caller: Caller, csrfToken: string | null): SessionAnswer {
  const { accountId, name, email, role, language, officeKind, officeName, mustChangePassword } = caller;
  const unit = caller.communeCode ?? caller.provinceCode;
  const permissions = [...caller.permissions].sort();
  return {
    accountId,
    name,
    email,
    role,
    language,
    officeKind,
    officeName,
    permissions,
    unit,
    mustChangePassword,
    csrfToken,
  };
}
