/** How an office is reached: shown to its administrators, kept by them. */
export const administrationSql = `
alter table office add column address text check (length(address) between 1 and 300),
  add column phone text check (length(phone) between 3 and 40), add column email text check (length(email) between 3 and 254);
comment on column office.email is 'Address of the office itself; reminders go to its people.';
`;
