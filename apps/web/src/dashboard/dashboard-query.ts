import type { DashboardQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';

/** The aggregates of accepted forms 02, each with what it covers. */
export const dashboardDocument = graphql(`
  query Dashboard(
    $by: AggregateDimension!
    $from: String!
    $to: String!
    $province: String
    $definition: OccupancyDefinition!
    $edition: ID
  ) {
    occupancy(by: $by, from: $from, to: $to, province: $province, definition: $definition, edition: $edition) {
      period
      province
      provinceName
      rate
      known
      clusters
      coverage {
        expected
        accepted
      }
    }
    land(by: $by, from: $from, to: $to, province: $province, edition: $edition) {
      period
      province
      ready {
        value
        known
      }
      leased {
        value
        known
      }
    }
    projects(by: $by, from: $from, to: $to, province: $province, edition: $edition) {
      period
      province
      total {
        value
        known
      }
      foreign {
        value
        known
      }
      operating {
        value
        known
      }
    }
    labour(by: $by, from: $from, to: $to, province: $province, edition: $edition) {
      period
      province
      persons {
        value
        known
      }
    }
    wastewater(by: $by, from: $from, to: $to, province: $province, edition: $edition) {
      period
      province
      invested {
        value
        known
      }
      compliant {
        value
        known
      }
    }
  }
`);

export const periodsDocument = graphql(`
  query DashboardPeriods {
    reportingPeriods {
      code
      windowTo
    }
    editions(first: 50) {
      nodes {
        id
        period
        revision
        closedAt
      }
    }
    provinces(first: 100) {
      nodes {
        code
        name
      }
    }
  }
`);

export const punctualityDocument = graphql(`
  query DashboardPunctuality($period: String!, $by: TimelinessBy!) {
    seasonTimeliness(period: $period, by: $by) {
      key
      name
      expected
      onTime
      late
      missing
    }
  }
`);

export const clusterFiguresDocument = graphql(`
  query ProvinceClusters($province: String!, $period: String!, $after: String) {
    clusterFigures(filter: { province: $province, period: $period }, first: 200, after: $after) {
      nodes {
        code
        landReady
        landLeased
        projects
        labour
      }
    }
    clusters(filter: { province: $province }, first: 200, orderBy: NAME) {
      totalCount
      nodes {
        id
        code
        name
        communes {
          code
          name
        }
      }
    }
  }
`);

export type Aggregates = DashboardQuery;
