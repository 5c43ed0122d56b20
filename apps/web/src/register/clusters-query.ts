import type { ClusterListQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';

/** One page of the register's list, as light as the table needs. */
export const clusterListDocument = graphql(`
  query ClusterList($filter: ClusterFilter, $after: String) {
    clusters(filter: $filter, first: 200, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        code
        name
        type
        status
        established
        province {
          code
          name
        }
        communes {
          code
          name
        }
        planEntries {
          listed
          plannedAreaHa
        }
        decisions {
          kind
          number
          signedOn
        }
        dataProblems {
          severity
        }
      }
    }
  }
`);

export const placesDocument = graphql(`
  query RegisterProvinces {
    provinces(first: 100) {
      nodes {
        code
        name
      }
    }
  }
`);

export const communesDocument = graphql(`
  query RegisterCommunes($province: String!, $after: String) {
    communes(province: $province, first: 200, after: $after) {
      nodes {
        code
        name
      }
    }
  }
`);

export type ClusterListed = ClusterListQuery['clusters']['nodes'][number];
