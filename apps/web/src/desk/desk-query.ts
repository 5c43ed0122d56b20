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

/** That a duty of the period has changed; the desk then asks again what it shows. */
export const dutyDocument = graphql(`
  subscription DutyChanged($period: String!) {
    obligationChanged(period: $period) {
      refetch
    }
  }
`);
