/** A key made for the explorer's page holds as long as the browser's session that asked for it, and no longer. */
export const explorerKeysSql = `
alter table access_token add column session_id uuid references session;
comment on column access_token.session_id is
  'The session the key was made for: it ends with it. Null for a token of a program.';
create index access_token_session on access_token (session_id) where session_id is not null;
`;
