import { graphql } from '../gql/index.js';

export const deskDocument = graphql(`
  query Desk($period: String!, $form: String, $state: ObligationState) {
    obligations(filter: { period: $period, form: $form, state: $state }, first: 200) {
      totalCount
      nodes {
        id
        form
        period
        unit
        unitName
        filerKind
        state
        stateReason
        dueBefore
        lawDueBefore
        extended
        voluntary
        nilOffered
        doubtful
        doubt
        changes {
          kind
          at
          reason
          dueBefore
          officeName
        }
        filing {
          id
          state
          version
          submittedAt
          nilNote
        }
      }
    }
  }
`);
