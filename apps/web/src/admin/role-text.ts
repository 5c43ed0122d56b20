import type { Role } from '../gql/graphql.js';
import type { TextKey } from '../text/vi.js';

/** What each role is called. */
export const roleText: Record<Role, TextKey> = {
  OFFICER: 'role.officer',
  APPROVER: 'role.approver',
  ANALYST: 'role.analyst',
  PLANNER: 'role.planner',
  ADMINISTRATOR: 'role.administrator',
};
