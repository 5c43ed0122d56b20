/** The answer of an analysts' query as a file is an export like the others. */
export const queryExportsSql = `
alter table export_job drop constraint export_job_kind_check;
alter table export_job add constraint export_job_kind_check check (kind in ('forms', 'table', 'register', 'query'));
`;
