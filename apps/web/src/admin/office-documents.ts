import type { OfficeListQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';

export const officeListDocument = graphql(`
  query OfficeList($search: String, $kind: OfficeKind, $after: String) {
    offices(filter: { search: $search, kind: $kind }, first: 50, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        kind
        name
        address
        phone
        email
        closedAt
        people
        responsible
        lastFiling {
          form
          period
          submittedAt
        }
      }
    }
  }
`);

export const changeOfficeDocument = graphql(`
  mutation ChangeOffice($input: ChangeOfficeInput!) {
    changeOffice(input: $input) {
      errors {
        code
        message
      }
    }
  }
`);

export type OfficeListed = OfficeListQuery['offices']['nodes'][number];
