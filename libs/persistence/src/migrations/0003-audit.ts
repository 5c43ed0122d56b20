/**
 * The audit: append-only and hash-chained. Only the function writes it, as the owner, so the application
 * role can neither choose a hash nor touch a row; the head row makes removal of the newest entries visible.
 * The hash covers a canonical text of every column, built by audit_line(), which verification uses as well.
 */
export const auditSql = `
create table audit_entry (
  seq bigint primary key, at timestamptz not null, actor_id uuid, actor_name text, office_id uuid, action text not null,
  subject_kind text not null, subject_id text not null, province_code text, detail jsonb not null,
  prev_hash text not null, hash text not null);
create index audit_entry_subject on audit_entry (subject_kind, subject_id);
create index audit_entry_province on audit_entry (province_code, seq);
create table audit_head (only_one boolean primary key default true check (only_one), seq bigint not null, hash text not null);
insert into audit_head (seq, hash) values (0, repeat('0', 64));

create function audit_line(e audit_entry) returns text language sql stable
  as $$ select jsonb_build_array(e.seq, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor_id, e.actor_name, e.office_id,
    e.action, e.subject_kind, e.subject_id, e.province_code, e.detail, e.prev_hash)::text $$;

create function audit_append(p_at timestamptz, p_actor uuid, p_actor_name text, p_office uuid, p_action text, p_kind text,
    p_subject text, p_province text, p_detail jsonb) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare head audit_head%rowtype; e audit_entry%rowtype;
begin
  select * into head from audit_head for update;
  e.seq := head.seq + 1; e.at := p_at; e.actor_id := p_actor; e.actor_name := p_actor_name; e.office_id := p_office;
  e.action := p_action; e.subject_kind := p_kind; e.subject_id := p_subject; e.province_code := p_province;
  e.detail := coalesce(p_detail, '{}'::jsonb); e.prev_hash := head.hash;
  e.hash := encode(sha256(convert_to(audit_line(e), 'UTF8')), 'hex');
  insert into audit_entry values (e.*);
  update audit_head set seq = e.seq, hash = e.hash;
  return e.seq;
end $$;

create function audit_refuse() returns trigger language plpgsql as $$
begin raise exception 'audit entries are never changed' using errcode = 'insufficient_privilege'; end $$;
create trigger audit_entry_frozen before update or delete or truncate on audit_entry for each statement execute function audit_refuse();
`;
