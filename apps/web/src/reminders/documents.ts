import type { InboxQuery, OutboxQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';

export const inboxDocument = graphql(`
  query Inbox($unreadOnly: Boolean!, $after: String) {
    unreadMessages
    inbox(unreadOnly: $unreadOnly, first: 25, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        subject
        body
        link
        createdAt
        readAt
      }
    }
  }
`);

export type Message = InboxQuery['inbox']['nodes'][number];

export const unreadDocument = graphql(`
  query UnreadMessages {
    unreadMessages
  }
`);

export const markReadDocument = graphql(`
  mutation MarkRead($input: MarkReadInput!) {
    markRead(input: $input) {
      unread
      errors {
        code
        message
      }
    }
  }
`);

export const feedDocument = graphql(`
  query CalendarFeed {
    calendarFeed {
      id
      createdAt
      lastReadAt
    }
  }
`);

export const createFeedDocument = graphql(`
  mutation CreateCalendarFeed {
    createCalendarFeed {
      url
      errors {
        code
        message
      }
    }
  }
`);

export const revokeFeedDocument = graphql(`
  mutation RevokeCalendarFeed {
    revokeCalendarFeed {
      revoked
      errors {
        code
        message
      }
    }
  }
`);

export const outboxDocument = graphql(`
  query Outbox($state: OutboundMailState, $after: String) {
    outbox(state: $state, first: 25, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        to
        subject
        body
        state
        response
        reasonText
        attempts
        createdAt
        sentAt
      }
    }
  }
`);

export type OutboxMail = OutboxQuery['outbox']['nodes'][number];

export const remindDocument = graphql(`
  mutation RemindNow($input: RemindNowInput!) {
    remindNow(input: $input) {
      sendNotBefore
      errors {
        code
        message
      }
    }
  }
`);
