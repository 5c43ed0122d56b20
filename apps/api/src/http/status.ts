/** HTTP status of an expected failure, by its code; 422 for all that is not named. */
const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  SIGN_IN_REFUSED: 401,
  FORBIDDEN: 403,
  FORBIDDEN_UNIT: 403,
  UNIT_NOT_YOURS: 403,
  PASSWORD_CHANGE_NEEDED: 403,
  CSRF: 403,
  ORIGIN_REFUSED: 403,
  NOT_FOUND: 404,
  FILE_UNKNOWN: 404,
  RECEIPT_UNKNOWN: 404,
  METHOD_NOT_ALLOWED: 405,
  FILE_TOO_LARGE: 413,
  BODY_TOO_LARGE: 413,
  BAD_REQUEST: 400,
  BATCH_REFUSED: 400,
  SIGN_IN_THROTTLED: 429,
  NOT_READY: 503,
};

export function statusOf(code: string): number {
  return STATUS[code] ?? 422;
}
