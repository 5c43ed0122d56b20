import type { ReviewQueueQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';

export const queueDocument = graphql(`
  query ReviewQueue($filter: ReviewQueueFilter!, $after: String) {
    reviewQueue(filter: $filter, first: 50, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        form
        period
        unitName
        state
        revision
        version
        submittedAt
        late
        attention
      }
    }
  }
`);

export const acceptSeveralDocument = graphql(`
  mutation AcceptFilings($input: AcceptFilingsInput!) {
    acceptFilings(input: $input) {
      results {
        id
        filing {
          id
          unitName
          form
        }
        errors {
          code
          message
        }
      }
      errors {
        code
        message
      }
    }
  }
`);

export type Queued = ReviewQueueQuery['reviewQueue']['nodes'][number];
