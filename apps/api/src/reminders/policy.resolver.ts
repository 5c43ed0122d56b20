import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { Caller } from '#lib/access';
import type { PolicyView } from '#lib/reminders';
import { Access } from '../access/access.decorator.js';
import { BoundedListQuery } from '../graphql/bounded.js';
import { Context, CurrentCaller, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { SERVICES, type Services } from '../services.js';
import {
  PolicyInput,
  PreviewedReminder,
  ReminderPolicy,
  SetReminderPolicyInput,
  SetReminderPolicyPayload,
} from './policy.types.js';

const EMAIL_OR_INBOX = ['email', 'inbox'] as const;

/** The reminder policies, for administrators; the ministry's sets a new one. */
@Resolver()
export class PolicyResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @BoundedListQuery(100, () => [ReminderPolicy], {
    description: 'All reminder policies (chính sách nhắc việc), past and coming, the oldest first.',
  })
  @Access('account.manage')
  async reminderPolicies(@CurrentCaller() caller: Caller): Promise<ReminderPolicy[]> {
    return (await this.services.policies.policies(caller)).map(shown);
  }

  @BoundedListQuery(400, () => [PreviewedReminder], {
    description: 'Whom a policy would remind of a period on which days (xem trước lịch nhắc), by day.',
  })
  @Access('account.manage')
  async reminderPreview(
    @Args('period', { type: () => String, description: 'Period (kỳ báo cáo), such as 2026-Y.' }) period: string,
    @Args('policy', {
      type: () => PolicyInput,
      nullable: true,
      description: 'A wanted policy; that of the period when left out.',
    })
    policy: PolicyInput | null | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<PreviewedReminder[]> {
    const days = await this.services.policies.preview(caller, period, policy ? wantedOf(policy) : null);
    return days.slice(0, 400).map(({ channels, stepKey: _, ...day }) => ({
      ...day,
      channels: channels as PreviewedReminder['channels'],
    }));
  }

  @Mutation(() => SetReminderPolicyPayload, {
    description: 'Sets the reminder policy from a day on (đặt chính sách nhắc việc); the ministry alone, audited.',
  })
  @Access('system.manage')
  async setReminderPolicy(
    @Args('input', { type: () => SetReminderPolicyInput, description: 'The policy, from when, and why.' })
    { policy, inForceFrom, reason }: SetReminderPolicyInput,
    @Context() context: GraphContext,
  ): Promise<SetReminderPolicyPayload> {
    const { value, errors } = await expected(context, () =>
      this.services.policies.set(context.caller, wantedOf(policy), inForceFrom, reason),
    );
    return { policy: value && shown(value), errors };
  }
}

function wantedOf({ channels, ...rest }: PolicyInput) {
  return { ...rest, channels: EMAIL_OR_INBOX.filter((channel) => channels.includes(channel)) };
}

function shown({ policy, setBy, reason }: PolicyView): ReminderPolicy {
  return {
    inForceFrom: policy.inForceFrom,
    inForceTo: policy.inForceTo,
    sendingFrom: policy.sending.from,
    sendingTo: policy.sending.to,
    channels: [...policy.channels],
    deadlineSteps: policy.deadlineSteps.map(({ days, to }) => ({ days, to })),
    returnedDays: policy.returnedSteps.map(({ days }) => days),
    lastStepWorkingDays: policy.lastStepWorkingDays,
    digestFromDays: policy.digest.fromDays,
    digestWorkingDays: policy.digest.workingDays,
    setBy,
    reason,
  };
}
