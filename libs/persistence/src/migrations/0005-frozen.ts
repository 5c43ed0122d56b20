/**
 * What was submitted or accepted is frozen by the database as well, not only by the services; and what belongs to a
 * filing belongs to the same units as the filing. Scope columns are left out of "unchanged": they say whose row it
 * is on today's map and follow the map, under the policies of 0004.
 */

const SCOPE = ['province_code', 'commune_code', 'cluster_id', 'project_id'] as const;
const without = (columns: readonly string[]): string => `array[${columns.map((c) => `'${c}'`).join(', ')}]`;
const scopeOf = (row: string): string => `(${SCOPE.map((c) => `${row}.${c}`).join(', ')})`;

/** Child table, the column that names the parent, parent table. */
const family: readonly (readonly [string, string, string])[] = [
  ['filing', 'obligation_id', 'obligation'],
  ['filing_revision', 'filing_id', 'filing'],
  ['filing_figure', 'filing_id', 'filing'],
  ['filing_problem', 'filing_id', 'filing'],
  ['filing_transition', 'filing_id', 'filing'],
  ['reported_figure', 'filing_id', 'filing'],
];

/**
 * A foreign key alone does not ask whether the writer may see the parent. These triggers run with the writer's eyes:
 * a row can hang only on a parent that its writer sees and that belongs to the same units.
 */
const sameUnits = family
  .map(
    ([child, column, parent]) => `
create function ${child}_same_units() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from ${parent} p where p.id = new.${column} and ${scopeOf('p')} is not distinct from ${scopeOf('new')}) then
    raise exception '${child} must belong to the same units as its ${parent}' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger ${child}_same_units before insert or update of ${column}, ${SCOPE.join(', ')} on ${child}
  for each row execute function ${child}_same_units();
`,
  )
  .join('');

export const frozenSql = `
${sameUnits}
create function workbook_import_parent() returns trigger language plpgsql as $$
begin
  if new.obligation_id is not null and not exists (select 1 from obligation o where o.id = new.obligation_id) then
    raise exception 'no such obligation for this writer' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger workbook_import_parent before insert or update of obligation_id on workbook_import
  for each row execute function workbook_import_parent();

/* Figures and findings change only while their revision is a draft. */
create function filing_frozen() returns trigger language plpgsql as $$
declare s text; row record;
begin
  row := case when tg_op = 'DELETE' then old else new end;
  if tg_op = 'UPDATE' and (to_jsonb(new) - ${without(SCOPE)}) = (to_jsonb(old) - ${without(SCOPE)}) then return new; end if;
  select state into s from filing_revision where filing_id = row.filing_id and revision = row.revision;
  if s is distinct from 'draft' then
    raise exception 'figures of a % revision are frozen', coalesce(s, 'missing') using errcode = 'integrity_constraint_violation';
  end if;
  return row;
end $$;
create trigger filing_figure_frozen before insert or update or delete on filing_figure for each row execute function filing_frozen();
create trigger filing_problem_frozen before insert or update or delete on filing_problem for each row execute function filing_frozen();

/* A revision is born a draft and goes one way: submitted, then returned or accepted, then perhaps superseded. After the
   draft only the decision on it is still written. */
create function filing_revision_path() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then
      raise exception 'a revision begins as a draft, not as %', new.state using errcode = 'integrity_constraint_violation';
    end if;
    return new;
  end if;
  if (to_jsonb(new) - ${without(SCOPE)}) = (to_jsonb(old) - ${without(SCOPE)}) then return new; end if;
  if (old.state, new.state) not in (('draft', 'draft'), ('draft', 'submitted'), ('submitted', 'returned'), ('submitted', 'accepted'), ('accepted', 'superseded')) then
    raise exception 'a revision does not go from % to %', old.state, new.state using errcode = 'integrity_constraint_violation';
  end if;
  if old.state <> 'draft' and (to_jsonb(new) - ${without([...SCOPE, 'state', 'version', 'decided_by', 'decided_at', 'decision_reason'])})
      is distinct from (to_jsonb(old) - ${without([...SCOPE, 'state', 'version', 'decided_by', 'decided_at', 'decision_reason'])}) then
    raise exception 'a % revision is frozen', old.state using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger filing_revision_path before insert or update on filing_revision for each row execute function filing_revision_path();

/* An accepted number is superseded, never changed. */
create function reported_figure_frozen() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - ${without([...SCOPE, 'superseded_at'])}) is distinct from (to_jsonb(old) - ${without([...SCOPE, 'superseded_at'])})
    or (old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at) then
    raise exception 'an accepted number never changes without a new revision' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger reported_figure_frozen before update on reported_figure for each row execute function reported_figure_frozen();

/* Only figures of an accepted revision are posted; asked at commit, so that the order inside the transaction is free. */
create function reported_figure_accepted() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from filing_revision r where r.filing_id = new.filing_id and r.revision = new.revision and r.state in ('accepted', 'superseded')) then
    raise exception 'only figures of an accepted revision are posted' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger reported_figure_accepted after insert on reported_figure deferrable initially deferred
  for each row execute function reported_figure_accepted();
`;
