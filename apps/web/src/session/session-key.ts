/** Key of the session in the request cache; sign-in and sign-out make it stale. */
export const sessionKey = ['session'] as const;
