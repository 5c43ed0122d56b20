import type { ClusterDefinitionsQuery, ClusterFilingsQuery, ClusterPageQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';

export const clusterDocument = graphql(`
  query ClusterPage($code: String!) {
    cluster(code: $code) {
      id
      code
      name
      provinceCode
      leadCommuneCode
      type
      status
      otherNames
      note
      established
      validFrom
      province {
        name
      }
      communes {
        code
        name
      }
      planEntries {
        id
        planDecision
        listed
        plannedAreaHa
        areaBeforeHa
        validFrom
        note
        source {
          id
          title
          fileName
          asOf
        }
      }
      decisions {
        id
        kind
        number
        issuer
        signedOn
        effectiveOn
        areaHa
        industrialLandHa
        investmentBvnd
        clusterType
        fileId
        note
        source {
          id
          title
          fileName
          asOf
        }
      }
      infrastructureProjects {
        id
        name
        totalInvestmentBvnd
        validFrom
        note
        investor {
          name
          taxCode
        }
        source {
          id
          title
          fileName
          asOf
        }
      }
      procedureSteps {
        id
        document
        happenedOn
        note
      }
      tenants(first: 200) {
        totalCount
        nodes {
          id
          code
          enterpriseName
          projectName
          industry
          foreignCapital
          state
          stateAsWritten
          leases {
            id
            areaHa
            document
            signedOn
            validFrom
            validTo
          }
          source {
            id
            title
            fileName
            asOf
          }
        }
      }
      observations(first: 200) {
        totalCount
        nodes {
          id
          fact
          label
          labelEn
          value
          unit
          asWritten
          observedOn
          source {
            id
            title
            fileName
            asOf
          }
        }
      }
      dataProblems {
        id
        code
        severity
        message
      }
    }
  }
`);

export const clusterDefinitionsDocument = graphql(`
  query ClusterDefinitions($code: String!, $period: String!) {
    clusterForm(cluster: $code, period: $period) {
      windowTo
      figures {
        key
        tt
        label
        value
        derivedValue
        unit
        definitions {
          point
          name
          labelVi
          legalStatus
          basis
        }
        alternatives {
          point
          definition
          labelVi
          legalStatus
          value
        }
        notes {
          code
          message
        }
        sources {
          kind
          label
          counted
        }
      }
    }
  }
`);

export const clusterFilingsDocument = graphql(`
  query ClusterFilings($code: String!, $commune: String!, $province: String!) {
    own: filings(filter: { unit: $code }, first: 20) {
      nodes {
        id
        form
        period
        unitName
        state
        submittedAt
      }
    }
    commune: filings(filter: { unit: $commune, form: "03" }, first: 10) {
      nodes {
        id
        form
        period
        unitName
        state
        submittedAt
      }
    }
    province: filings(filter: { unit: $province, form: "04" }, first: 10) {
      nodes {
        id
        form
        period
        unitName
        state
        submittedAt
      }
    }
    clusterHistory(code: $code) {
      period
      landReady
      landLeased
      occupancyRate
      projects
      labour
    }
  }
`);

export type ClusterShown = NonNullable<ClusterPageQuery['cluster']>;
export type DefinedFigure = ClusterDefinitionsQuery['clusterForm']['figures'][number];
export type MentioningFiling = ClusterFilingsQuery['own']['nodes'][number];
