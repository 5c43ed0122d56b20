import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Caller, KnownCaller } from '#lib/access';
import { vietnamDate } from '#lib/kernel';
import { type Statement, systemScope, type TextRows } from '#lib/persistence';
import { ANALYSIS_DIRECT } from '../analysis/direct-fields.js';
import type { Asked, Judge, Judged } from '../graphql/judge.js';
import { askedOf, bearerOf, sessionTokenOf } from '../http/caller.js';
import { languageOf } from '../http/language.js';
import type { Services } from '../services.js';
import { type KeptAnswer, KeptAnswers } from './kept-answers.js';
import { isPinned, keyOfAnswer } from './pinned.js';
import { type Direct, planOf, type QuickPlan } from './plan.js';

/** Bytes of answers kept, and how long at most. */
const KEPT = { bytes: 64 * 1024 * 1024, ms: 10 * 60_000 };
const JSON_TYPE = 'application/json; charset=utf-8';
const NAMES: ReadonlySet<string> = new Set(Object.keys(ANALYSIS_DIRECT));

interface Made {
  readonly moment: string;
  readonly directs: readonly Direct[] | null;
}

interface Versioned {
  readonly asked: Asked;
  readonly known: KnownCaller;
  readonly plan: QuickPlan;
  readonly directs: readonly Direct[];
  readonly version: Statement;
}

interface Parts {
  readonly services: Services;
  readonly judge: Judge;
  /** What the ordinary way asks of a caller once he is known; each refuses by throwing. */
  readonly checks: readonly RequestHandler[];
}

/**
 * The short way of a hot question: who asks and what he asks go to the database together, in one message, and the JSON that
 * PostgreSQL writes goes out as it is. It answers only where all is as it was: a key that was shown before and stands
 * unchanged, permissions that allow every field, a plan for every field. Everything else, every refusal and every failure
 * is left to the ordinary way behind it, which begins from nothing.
 */
export function quickDoor({ services, judge, checks }: Parts): RequestHandler {
  const plans = new WeakMap<object, QuickPlan | null>();
  const made = new WeakMap<Judged, Made>();
  const kept = new KeptAnswers(services.clock, KEPT);

  /** Statements of a question, made once for a day and a level of sight: they say nothing else of who asks. */
  const statementsOf = (judged: Judged, plan: QuickPlan, asked: Asked, caller: Caller): readonly Direct[] | null => {
    const now = services.clock.now();
    const moment = `${vietnamDate(now)} ${caller.scope.level}`;
    const known = made.get(judged);
    const directs = known?.moment === moment ? known.directs : directsOf(plan, asked, caller, now);
    if (known?.moment !== moment) made.set(judged, { moment, directs });
    return directs?.every(({ permission }) => caller.permissions.has(permission)) ? directs : null;
  };

  const planFor = ({ document, operation }: Judged): QuickPlan | null => {
    if (operation === null) return null;
    let plan = plans.get(operation);
    if (plan === undefined) {
      plan = planOf(judge.schema, document, operation, NAMES);
      plans.set(operation, plan);
    }
    return plan;
  };

  const answered = async (req: Request, res: Response): Promise<boolean> => {
    const asked = askedOf(req.body);
    const known = asked === null || !takesJson(req) ? null : knownCallerOf(services, req);
    if (asked === null || known === null) return false;
    const judged = judge.documentOf(asked);
    const { document, operation } = judged;
    const pinned = operation !== null && isPinned(document, operation, asked.variables);
    const plan = pinned ? null : planFor(judged);
    if (!pinned && plan === null) return false;
    if (plan === null) return await answerPinned(asked, known, req, res);
    const directs = statementsOf(judged, plan, asked, known.caller);
    if (directs === null || !passes(known.caller, req, res, checks)) return false;
    const version = versionOf(directs);
    if (version !== null) return await answerKept({ asked, known, plan, directs, version }, req, res);
    const [identity = [], ...rows] = await services.db.ask([
      { scope: systemScope, statements: [known.statement] },
      { scope: known.caller.scope, statements: directs.map(({ statement }) => statement) },
    ]);
    const body = known.holds(identity) ? bodyOf(plan, directs, rows) : null;
    if (body !== null) send(res, body, 'no-store');
    return body !== null;
  };

  /** Sums: made once for each version of what they are made of, and then given again to callers of the same sight. */
  const answerKept = async (question: Versioned, req: Request, res: Response): Promise<boolean> => {
    const { asked, known, plan, directs, version } = question;
    const { scope } = known.caller;
    const [identity = [], versions = []] = await services.db.ask([
      { scope: systemScope, statements: [known.statement] },
      { scope, statements: [version] },
    ]);
    if (!known.holds(identity)) return false;
    const key = `${versions[0]?.[0] ?? ''} ${vietnamDate(services.clock.now())} ${keyOfAnswer(known.caller, asked, languageOf(req))}`;
    let body = kept.get(key)?.body ?? null;
    if (body === null) {
      // Read after the version: never older than it says.
      const rows = await services.db.ask([{ scope, statements: directs.map(({ statement }) => statement) }]);
      body = bodyOf(plan, directs, rows);
      if (body !== null) kept.keep(key, body);
    }
    if (body !== null) send(res, body, 'no-store');
    return body !== null;
  };

  const answerPinned = async (asked: Asked, known: KnownCaller, req: Request, res: Response): Promise<boolean> => {
    const keyOf = (caller: Caller): string => keyOfAnswer(caller, asked, languageOf(req));
    const found = kept.get(keyOf(known.caller));
    if (found === null) {
      // Whose answer it is, is known when it goes out: the key shown may have become somebody else's by then.
      keepWhenSent(res, (body) => (req.caller ? kept.keep(keyOf(req.caller), body) : null));
      return false;
    }
    if (!passes(known.caller, req, res, checks)) return false;
    const [identity = []] = await services.db.ask([{ scope: systemScope, statements: [known.statement] }]);
    if (!known.holds(identity)) return false;
    sendKept(req, res, found);
    return true;
  };

  return (req: Request, res: Response, next: NextFunction) => {
    answered(req, res).then(
      (done) => {
        if (done) return;
        delete req.caller;
        next();
      },
      () => {
        delete req.caller;
        next();
      },
    );
  };
}

/** Apollo's own answer to a simple request of a foreign page, and the newer media type, are left to it. */
function takesJson({ headers }: Request): boolean {
  const accepted = headers.accept ?? '*/*';
  return (
    headers['content-type']?.startsWith('application/json') === true &&
    !accepted.includes('graphql-response') &&
    (accepted.includes('application/json') || accepted.includes('*/*'))
  );
}

function knownCallerOf({ tokens, signIn }: Services, req: Request): KnownCaller | null {
  const bearer = bearerOf(req.headers.authorization);
  if (bearer !== null) return tokens.knownCaller(bearer);
  const session = sessionTokenOf(req);
  return session === null ? null : signIn.knownCaller(session);
}

/** Runs what the ordinary way would ask of this caller; whatever refuses, refuses there again in its own words. */
function passes(caller: Caller, req: Request, res: Response, checks: readonly RequestHandler[]): boolean {
  if (caller.mustChangePassword) return false;
  req.caller = caller;
  let passed = 0;
  try {
    for (const check of checks)
      check(req, res, () => {
        passed += 1;
      });
  } catch {
    return false;
  }
  return passed === checks.length;
}

function directsOf(plan: QuickPlan, { variables }: Asked, caller: Caller, now: Date): Direct[] | null {
  const args = plan.argumentsOf(variables);
  if (args === null) return null;
  const found: Direct[] = [];
  for (const [i, { name, selected }] of plan.fields.entries()) {
    const direct = ANALYSIS_DIRECT[name]?.(args[i] ?? {}, selected, { caller, now }) ?? null;
    if (direct === null) return null;
    found.push(direct);
  }
  return found;
}

/** The version of the whole answer; null where a part has none, or another. */
function versionOf(directs: readonly Direct[]): Statement | null {
  const [first] = directs;
  return directs.every(({ version }) => version !== null && version === first?.version)
    ? (first?.version ?? null)
    : null;
}

/** The whole answer; null where a part has to be answered the ordinary way. */
function bodyOf(plan: QuickPlan, directs: readonly Direct[], rows: readonly TextRows[]): Buffer | null {
  const texts = directs.map((direct, i) => direct.text(rows[i]?.[0] ?? []));
  if (texts.includes(null)) return null;
  return Buffer.from(`{"data":{${plan.fields.map(({ as }, i) => `"${as}":${texts[i]}`).join(',')}}}\n`);
}

function send(res: Response, body: Buffer, cacheControl: string): void {
  res.setHeader('content-type', JSON_TYPE);
  res.setHeader('cache-control', cacheControl);
  res.setHeader('content-length', body.length);
  res.end(body);
}

/** It never changes, but who may read it does: it is asked for each time, and "you have it already" is a short answer. */
const PINNED_CACHE = 'private, no-cache';

function nameIt(res: Response, { etag }: KeptAnswer): void {
  res.setHeader('etag', etag);
  res.setHeader('cache-control', PINNED_CACHE);
  res.vary('authorization, cookie, accept-language');
}

function sendKept(req: Request, res: Response, answer: KeptAnswer): void {
  nameIt(res, answer);
  if (req.isGet === true && namesIt(req.headers['if-none-match'], answer.etag)) res.status(304).end();
  else send(res, answer.body, PINNED_CACHE);
}

function namesIt(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}

/** The ordinary way's answer is kept when it is a whole one without errors, and goes out under its name already. */
function keepWhenSent(res: Response, keep: (body: Buffer) => KeptAnswer | null): void {
  const ordinary = res.send.bind(res);
  res.send = (body: unknown) => {
    res.send = ordinary;
    if (res.statusCode === 200 && typeof body === 'string' && isWhole(body)) {
      const answer = keep(Buffer.from(body));
      if (answer !== null) nameIt(res, answer);
    }
    return ordinary(body);
  };
}

function isWhole(body: string): boolean {
  try {
    const answer: unknown = JSON.parse(body);
    return (
      typeof answer === 'object' &&
      answer !== null &&
      'data' in answer &&
      !('errors' in answer) &&
      hasNoHole(answer.data)
    );
  } catch {
    return false;
  }
}

/** An edition that is not there yet is answered by null, and may be there tomorrow. */
function hasNoHole(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.values(data).every((value) => value !== null);
}
