import type { PolicyInput, ReminderPoliciesQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';

export const policiesDocument = graphql(`
  query ReminderPolicies {
    reminderPolicies {
      inForceFrom
      inForceTo
      sendingFrom
      sendingTo
      channels
      deadlineSteps {
        days
        to
      }
      returnedDays
      lastStepWorkingDays
      digestFromDays
      digestWorkingDays
      setBy
      reason
    }
  }
`);

export const previewDocument = graphql(`
  query ReminderPreview($period: String!, $policy: PolicyInput) {
    reminderPreview(period: $period, policy: $policy) {
      day
      form
      recipientTier
      channels
      duties
    }
  }
`);

export const setPolicyDocument = graphql(`
  mutation SetReminderPolicy($input: SetReminderPolicyInput!) {
    setReminderPolicy(input: $input) {
      errors {
        code
        message
      }
    }
  }
`);

export type Policy = ReminderPoliciesQuery['reminderPolicies'][number];

/** What may be chosen of a policy, as its form begins. */
export function wantedOf(policy: Policy): PolicyInput {
  const { inForceFrom: _, inForceTo: __, setBy: ___, reason: ____, ...wanted } = policy;
  return wanted;
}

/** Whole days as typed, "-14; -7; 0"; what is no number is left out. */
export function daysOf(text: string): number[] {
  return text
    .split(/[;,\s]+/)
    .filter((part) => /^[-−+]?\d+$/.test(part))
    .map((part) => Number(part.replace('−', '-')));
}
