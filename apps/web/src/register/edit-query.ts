import { graphql } from '../gql/index.js';

export const changeClusterDocument = graphql(`
  mutation ChangeCluster($input: ChangeClusterInput!) {
    changeCluster(input: $input) {
      errors {
        code
        message
      }
    }
  }
`);

export const recordDecisionDocument = graphql(`
  mutation RecordDecision($input: RecordDecisionInput!) {
    recordDecision(input: $input) {
      errors {
        code
        message
      }
    }
  }
`);

export const recordObservationDocument = graphql(`
  mutation RecordObservation($input: RecordObservationInput!) {
    recordObservation(input: $input) {
      errors {
        code
        message
      }
    }
  }
`);

export const retractFactDocument = graphql(`
  mutation RetractFact($input: RetractFactInput!) {
    retractFact(input: $input) {
      errors {
        code
        message
      }
    }
  }
`);
