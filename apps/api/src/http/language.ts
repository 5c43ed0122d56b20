import type { Request } from 'express';

export type Language = 'vi' | 'en';

/** Language of sentences to a person: what the page asks for, else what the account prefers, else Vietnamese. */
export function languageOf(req: Pick<Request, 'headers' | 'caller'>): Language {
  const wanted = req.headers['accept-language']?.trim().slice(0, 2).toLowerCase();
  if (wanted === 'vi' || wanted === 'en') return wanted;
  return req.caller?.language ?? 'vi';
}

/** The sentence of a problem in a language; Vietnamese where there is no other. */
export function sentence(
  problem: { readonly message: string; readonly messageEn?: string | undefined },
  language: Language,
): string {
  return language === 'en' ? (problem.messageEn ?? problem.message) : problem.message;
}
