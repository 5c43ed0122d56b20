/**
 * What a filing carries beside its figures: doubted cells and their answers, the thread about it, the receipt of each
 * submission, and what a filing above was built on. Everything here is kept for ever; only the columns named below
 * are ever written a second time.
 */

const SCOPE = ['province_code', 'commune_code', 'cluster_id', 'project_id'] as const;
export const SCOPE_COLUMNS = 'province_code text not null, commune_code text, cluster_id uuid, project_id uuid';

const SYSTEM = '(select app_is_system())';
const MAY_WRITE = '(select app_can_write())';
/** As in 0004: the units a filing belongs to, and the ministry. */
export const OWNERS = `province_code = any ((select app_provinces())::text[])
  or commune_code = any ((select app_communes())::text[])
  or (project_id is null and cluster_id = any ((select app_clusters())::uuid[]))
  or project_id = any ((select app_projects())::uuid[])`;
const READERS = `(select app_sees_all()) or ${OWNERS}`;

interface Kept {
  readonly table: string;
  /** Column that names the filing to whose units the row belongs. */
  readonly belongsTo: string;
  readonly insert: string;
  /** Null: nobody but the system, which follows the map with the scope columns. */
  readonly update: string | null;
  /** Columns that may be written again, beside those of the scope. */
  readonly mutable: readonly string[];
}

const kept: readonly Kept[] = [
  {
    table: 'filing_mark',
    belongsTo: 'filing_id',
    insert: READERS,
    update: OWNERS,
    mutable: ['answer', 'explanation', 'answered_by', 'answered_at'],
  },
  { table: 'filing_comment', belongsTo: 'filing_id', insert: READERS, update: null, mutable: [] },
  { table: 'filing_receipt', belongsTo: 'filing_id', insert: OWNERS, update: null, mutable: [] },
  { table: 'filing_input', belongsTo: 'child_filing_id', insert: OWNERS, update: READERS, mutable: ['released_at'] },
];

const list = (columns: readonly string[]): string => `array[${columns.map((c) => `'${c}'`).join(', ')}]`;

/** The walls of a table of this kind: same units as its filing, kept as written, who reads and who adds. */
export function guards({ table, belongsTo, insert, update, mutable }: Kept): string {
  const fixed = list([...SCOPE, ...mutable]);
  const scope = (row: string): string => `(${SCOPE.map((c) => `${row}.${c}`).join(', ')})`;
  const unless = (condition: string | null): string =>
    condition === null ? SYSTEM : `${SYSTEM} or (${MAY_WRITE} and (${condition}))`;
  return `
create function ${table}_same_units() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from filing p where p.id = new.${belongsTo} and ${scope('p')} is not distinct from ${scope('new')})
    or not exists (select 1 from filing p where p.id = new.filing_id) then
    raise exception '${table} must belong to the same units as its filing' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger ${table}_same_units before insert or update of filing_id, ${[...new Set(['filing_id', belongsTo, ...SCOPE])].slice(1).join(', ')} on ${table}
  for each row execute function ${table}_same_units();
create function ${table}_kept() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - ${fixed}) is distinct from (to_jsonb(old) - ${fixed}) then
    raise exception 'rows of ${table} are kept as they were written' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger ${table}_kept before update on ${table} for each row execute function ${table}_kept();
alter table ${table} enable row level security; alter table ${table} force row level security;
create policy ${table}_read on ${table} for select to ccn_app using (${READERS});
create policy ${table}_insert on ${table} for insert to ccn_app with check (${unless(insert)});
create policy ${table}_update on ${table} for update to ccn_app using (${unless(update)}) with check (${unless(update)});
grant select, insert, update on ${table} to ccn_app;
`;
}

export const filingSql = `
alter table filing_revision add column missing_reason text, add column missing_children jsonb;
comment on column filing_revision.missing_children is 'Filings from below that had not arrived when this one was submitted, and missing_reason why it went without them.';

create table filing_mark (
  id uuid primary key, filing_id uuid not null, revision integer not null, key text not null,
  comment text not null check (btrim(comment) <> ''), author_id uuid not null references account, at timestamptz not null,
  answer text check (answer in ('value', 'explanation')), explanation text,
  answered_by uuid references account, answered_at timestamptz, ${SCOPE_COLUMNS},
  unique (filing_id, revision, key), foreign key (filing_id, revision) references filing_revision,
  check ((answer is null) = (answered_at is null) and (answered_at is null) = (answered_by is null)),
  check (answer is distinct from 'explanation' or explanation is not null));
comment on table filing_mark is 'A cell of a submitted revision that the receiver doubts. Answered in the revision after it: by a new value or an explanation.';

create table filing_comment (
  id uuid primary key, filing_id uuid not null, revision integer not null, key text,
  kind text not null check (kind in ('explanation', 'comment')), side text not null check (side in ('filer', 'receiver')),
  comment text not null check (btrim(comment) <> ''), author_id uuid not null references account, at timestamptz not null, ${SCOPE_COLUMNS},
  foreign key (filing_id, revision) references filing_revision);
create index filing_comment_filing on filing_comment (filing_id, at);

create table filing_receipt (
  number text primary key, filing_id uuid not null, revision integer not null, supersedes text references filing_receipt,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'), fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  body bytea not null, issued_at timestamptz not null, ${SCOPE_COLUMNS},
  unique (filing_id, revision), foreign key (filing_id, revision) references filing_revision);
create unique index filing_receipt_supersedes on filing_receipt (supersedes) where supersedes is not null;
comment on column filing_receipt.body is 'The receipt byte for byte as it is handed out.';

create table filing_input (
  filing_id uuid not null, revision integer not null, child_filing_id uuid not null, child_revision integer not null,
  form text not null, filer_name text not null, released_at timestamptz, ${SCOPE_COLUMNS},
  primary key (filing_id, revision, child_filing_id), foreign key (filing_id, revision) references filing_revision,
  foreign key (child_filing_id, child_revision) references filing_revision);
create index filing_input_child on filing_input (child_filing_id) where released_at is null;
comment on table filing_input is 'Which revision from below had arrived when a filing above was submitted. In the units of the filing below, so that these see they are built on; released when the filing above is returned.';
comment on column filing_input.form is 'Form of the filing above; filer_name is its filer.';

${kept.map(guards).join('')}

/* A cell is marked once the revision was sent, and answered only while the revision after it is being prepared. */
create function filing_mark_path() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if exists (select 1 from filing_revision r where r.filing_id = new.filing_id and r.revision = new.revision and r.state = 'draft') then
      raise exception 'a draft is not marked' using errcode = 'integrity_constraint_violation';
    end if;
  elsif (new.answer, new.explanation, new.answered_by, new.answered_at) is distinct from (old.answer, old.explanation, old.answered_by, old.answered_at)
    and not exists (select 1 from filing_revision r where r.filing_id = new.filing_id and r.revision = new.revision + 1 and r.state = 'draft') then
    raise exception 'a mark is answered while the next revision is a draft' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger filing_mark_path before insert or update on filing_mark for each row execute function filing_mark_path();

/* As in 0005, and one step more: who accepted a filing may take that back (its figures are superseded, none is changed). */
create or replace function filing_revision_path() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then
      raise exception 'a revision begins as a draft, not as %', new.state using errcode = 'integrity_constraint_violation';
    end if;
    return new;
  end if;
  if (to_jsonb(new) - ${list(SCOPE)}) = (to_jsonb(old) - ${list(SCOPE)}) then return new; end if;
  if (old.state, new.state) not in (('draft', 'draft'), ('draft', 'submitted'), ('submitted', 'returned'), ('submitted', 'accepted'),
      ('accepted', 'returned'), ('accepted', 'superseded')) then
    raise exception 'a revision does not go from % to %', old.state, new.state using errcode = 'integrity_constraint_violation';
  end if;
  if old.state <> 'draft' and (to_jsonb(new) - ${list([...SCOPE, 'state', 'version', 'decided_by', 'decided_at', 'decision_reason'])})
      is distinct from (to_jsonb(old) - ${list([...SCOPE, 'state', 'version', 'decided_by', 'decided_at', 'decision_reason'])}) then
    raise exception 'a % revision is frozen', old.state using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
`;
