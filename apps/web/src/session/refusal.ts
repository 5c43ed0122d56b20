import { RequestFailure } from './http.js';

/** A payload whose change was made. @throws RequestFailure with the server's code and sentence when it was refused */
export function done<P extends { readonly errors: readonly { readonly code: string; readonly message: string }[] }>(
  payload: P,
): P {
  const [refused] = payload.errors;
  if (refused) throw new RequestFailure(refused.code, refused.message);
  return payload;
}
