/**
 * Second factors, their recovery codes and invitations. Keys to accounts are read and written by the system's hand
 * alone: no statement of a person reaches them, not even his own.
 */
export const secondFactorSql = `
create table second_factor (
  account_id uuid primary key references account, secret text not null, created_at timestamptz not null,
  confirmed_at timestamptz, last_step bigint not null default 0);
comment on column second_factor.confirmed_at is 'Null until a first code was right: it is not asked for before.';
comment on column second_factor.last_step is 'Time step of the last code taken; a code is good once.';
create table recovery_code (
  code_hash text primary key, account_id uuid not null references second_factor on delete cascade, used_at timestamptz);
create index recovery_code_account on recovery_code (account_id);
create table invitation (
  id uuid primary key, account_id uuid not null references account, secret_hash text not null unique,
  created_by uuid not null references account, created_at timestamptz not null, expires_at timestamptz not null,
  used_at timestamptz, revoked_at timestamptz);
create index invitation_account on invitation (account_id);

do $$ declare t text; begin
  foreach t in array array['second_factor', 'recovery_code', 'invitation'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to ccn_app using ((select app_is_system())) with check ((select app_is_system()))', t || '_system', t);
    execute format('grant select, insert, update on %I to ccn_app', t);
  end loop;
end $$;
create policy recovery_code_owner on recovery_code to current_user using (true) with check (true);
grant delete on second_factor, recovery_code to ccn_app;
`;
