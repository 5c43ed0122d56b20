/**
 * What makes a tenant project the same to a person, kept beside its names: an import compares tens of thousands of them, and
 * folding a name takes longer than all else that is done with it.
 */
export const registerKeysSql = `
alter table tenant_project add column enterprise_key text, add column project_key text;
comment on column tenant_project.enterprise_key is 'match_vi(enterprise_name); null: not worked out yet.';
comment on column tenant_project.project_key is 'match_vi(project_name); null: there is none, or it is not worked out yet.';

/* Whoever changes a name need not know of its key. */
create function tenant_project_keys() returns trigger language plpgsql as $$
begin
  new.enterprise_key := match_vi(new.enterprise_name);
  new.project_key := match_vi(new.project_name);
  return new;
end $$;
create trigger tenant_project_keys before insert on tenant_project for each row
  when (new.enterprise_key is null) execute function tenant_project_keys();
create trigger tenant_project_keys_again before update on tenant_project for each row
  when (new.enterprise_name is distinct from old.enterprise_name or new.project_name is distinct from old.project_name)
  execute function tenant_project_keys();
`;
