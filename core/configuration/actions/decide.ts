import type { Action, ActionContext } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { approveVersion, type DecideInput } from '../services/approve_version.ts'
import { rejectVersion, withdrawVersion } from '../services/close_version.ts'
import {
  type VersionOutcome,
  onlyVersion,
  outcomeOf,
  versionName,
  versionSubject,
  versionTrail,
} from './common.ts'

interface Given {
  readonly version_id: number
}

const common = { input: onlyVersion, subject: versionSubject, trail: versionTrail } as const

const decision = (
  { municipalityId, actor, now, reason }: ActionContext,
  given: Given
): DecideInput => ({
  versionId: BigInt(given.version_id),
  municipalityId,
  userId: actor.userId,
  note: reason,
  now,
})

/** Puts a version written by another person in force from its date on. */
export const approveAction: Action<Given, VersionOutcome> = {
  ...common,
  name: 'configuration.approve',
  title: 'Aprovar versão',
  permission: 'configuration.approve',
  reason: 'optional',
  async run(context, given) {
    const input = decision(context, given)
    await approveVersion(context.tx, input)
    return outcomeOf(context.tx, input.versionId, input.municipalityId)
  },
  describe: (_, { version }) =>
    `${versionName(version)} aprovada, em vigor a partir de ${formatDate(version.from as CivilDate)}`,
}

export const rejectAction: Action<Given, VersionOutcome> = {
  ...common,
  name: 'configuration.reject',
  title: 'Recusar versão',
  permission: 'configuration.approve',
  reason: 'required',
  async run(context, given) {
    const input = decision(context, given)
    await rejectVersion(context.tx, input)
    return outcomeOf(context.tx, input.versionId, input.municipalityId)
  },
  describe: (_, { version }) => `${versionName(version)} recusada`,
}

export const withdrawAction: Action<Given, VersionOutcome> = {
  ...common,
  name: 'configuration.withdraw',
  title: 'Retirar versão',
  permission: 'configuration.edit',
  reason: 'required',
  async run(context, given) {
    const input = decision(context, given)
    await withdrawVersion(context.tx, input)
    return outcomeOf(context.tx, input.versionId, input.municipalityId)
  },
  describe: (_, { version }) => `${versionName(version)} retirada`,
}
