/** What one connection, one account and one process may hold open. */
export const LIVE_LIMITS = {
  /** Connections of one account in one process: tabs and devices of one person. */
  connectionsPerAccount: 10,
  connections: 2_000,
  subscriptions: 20,
  /** Bytes of one message to us. */
  messageBytes: 32 * 1024,
  /** Messages to us within `messagesWithinMs`. */
  messages: 100,
  messagesWithinMs: 10_000,
  /** Bytes a slow reader may leave with us before he is cut off. */
  unreadBytes: 1024 * 1024,
  /** Time to say who asks. */
  initMs: 5_000,
  /** A connection that has not answered the ping before is cut off at the next. */
  pingMs: 12_000,
  /** How often a connection's session or token is looked up again, besides when it is told to have ended. */
  sessionMs: 15_000,
} as const;

/** Why a connection is closed. Codes from 4400 on tell the client not to try again by itself; 1001, 1012 and 1013 to do so. */
export const CLOSE = {
  goingAway: [1001, 'SERVER_STOPS'],
  accessChanged: [1012, 'ACCESS_CHANGED'],
  tooMany: [4429, 'TOO_MANY_CONNECTIONS'],
  tooFast: [4429, 'TOO_MANY_MESSAGES'],
  tooSlow: [1013, 'READS_TOO_SLOWLY'],
  unauthenticated: [4401, 'UNAUTHENTICATED'],
  sessionEnded: [4401, 'SESSION_ENDED'],
  broken: [4500, 'INTERNAL_ERROR'],
} as const satisfies Record<string, readonly [number, string]>;
