import type { QuickLanguage } from './texts.js';

/** What POST /api/quick/open answers; only what the page shows. */
export interface QuickSheet {
  readonly unitName: string;
  readonly period: string;
  readonly dueBefore: string;
  readonly definition: { readonly rows: readonly QuickRow[] };
  readonly texts: Readonly<Record<string, string>>;
  readonly lastPeriod: string;
  readonly last: Readonly<Record<string, string | null>>;
  readonly version: number | null;
  readonly receipt: QuickReceipt | null;
  readonly returnReason: string | null;
}

export interface QuickRow {
  readonly key: string;
  readonly tt: string;
  readonly labelVi: string;
  readonly labelEn: string;
  readonly unitVi: string;
}

export interface QuickReceipt {
  readonly number: string;
  readonly sha256: string;
  readonly submittedAt: string;
}

export interface QuickAnswer {
  readonly receipt: QuickReceipt | null;
  readonly problems: readonly {
    readonly code: string;
    readonly severity: string;
    readonly key: string | null;
    readonly message: string;
    /** A figure that is doubted and may stand with an explanation. */
    readonly needsReason: boolean;
  }[];
}

/** A failure with the server's sentence; null where there was no answer at all. */
export class QuickFailure extends Error {
  readonly sentence: string | null;

  constructor(sentence: string | null) {
    super(sentence ?? 'offline');
    this.sentence = sentence;
  }
}

export async function post<T>(path: string, body: object, language: QuickLanguage): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify(body),
      credentials: 'omit',
    });
  } catch {
    throw new QuickFailure(null);
  }
  const answer = (await response.json().catch(() => null)) as (T & { message?: string }) | null;
  if (!response.ok || answer === null) throw new QuickFailure(answer?.message ?? '');
  return answer;
}
