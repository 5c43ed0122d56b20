import { guards, OWNERS, SCOPE_COLUMNS } from './0008-filing.js';

/**
 * Doubts about figures (a total that fell, a slip of unit, leases beyond the plan) and the reasons that close them. A
 * reason is kept for ever and speaks for the same doubt of later periods too, until it grows.
 */
export const doubtsSql = `
alter table filing_problem add column reference text, add column magnitude numeric check (magnitude >= 0);
comment on column filing_problem.magnitude is 'How large a doubt is; null for a finding that no reason has to close. reference: the earlier period it compares with.';

create table filing_closure (
  id uuid primary key, filing_id uuid not null, revision integer not null, code text not null, key text not null,
  reference text, magnitude numeric not null check (magnitude >= 0),
  reason text not null check (reason in ('CHECKED_CORRECT', 'REAL_CHANGE', 'EARLIER_WRONG', 'SCOPE_CHANGED', 'STANDING_SITUATION', 'OTHER')),
  comment text not null check (btrim(comment) <> ''), author_id uuid not null references account, at timestamptz not null, ${SCOPE_COLUMNS},
  foreign key (filing_id, revision) references filing_revision);
create index filing_closure_filing on filing_closure (filing_id, at);
comment on table filing_closure is 'A doubt about a figure, closed by its filer with a reason of the list and words.';
${guards({ table: 'filing_closure', belongsTo: 'filing_id', insert: OWNERS, update: null, mutable: [] })}
`;
