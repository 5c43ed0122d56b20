import type { ChainQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';

export const chainDocument = graphql(`
  query Chain($unit: String!, $period: String!) {
    deadlineChain(unit: $unit, period: $period) {
      unit
      unitName
      ownDaysLeft
      own {
        form
        dueBefore
        answer
      }
      tiers {
        form
        filer
        waitedForBy
        expected
        received
        late
        returned
        accepted
        outstanding
        overdue
        lastDueBefore
        daysLeft
        slackDays
        blockers {
          obligationId
          unit
          unitName
          answer
          dueBefore
          daysLeft
          blocks {
            form
            unitName
          }
        }
      }
    }
  }
`);

export const timelinessDocument = graphql(`
  query TimelinessTable($period: String!, $by: TimelinessBy!) {
    seasonTimeliness(period: $period, by: $by) {
      key
      name
      expected
      received
      onTime
      late
      accepted
      returned
      missing
      overdue
    }
  }
`);

export type Tier = ChainQuery['deadlineChain']['tiers'][number];
