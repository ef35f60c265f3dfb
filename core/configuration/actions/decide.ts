import type { Action, ActionContext } from '#core/actions/index'
import type { Tx } from '#core/database/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { approveVersion, type DecideInput } from '../services/approve_version.ts'
import { permissionToApprove, requireApproval } from '../version_guards.ts'
import { readVersion } from '../versions.ts'
import { rejectVersion, withdrawVersion } from '../services/close_version.ts'
import {
  type VersionOutcome,
  lenderOf,
  onlyVersion,
  outcomeOf,
  versionName,
  versionSubject,
  versionTrail,
} from './common.ts'
import { changeFrom, formerOf } from './what_changes.ts'

/** What every decision on a version needs; who may decide is a permission of the version's kind. */
export const decisionCommon = {
  input: onlyVersion,
  subject: versionSubject,
  trail: versionTrail,
  permission: 'configuration.read',
  exercises: (_: unknown, { version }: VersionOutcome) => permissionToApprove(version.kind),
  refused: ({ version_id: id }: Given) => ({ type: 'configuration.version', id: BigInt(id) }),
} as const

export interface Given {
  readonly version_id: number
}

/** Checks the kind's permission, decides, and gives back the version as it then is. */
export const deciding =
  (decide: (tx: Tx, input: DecideInput) => Promise<unknown>) =>
  async ({ tx, municipalityId, actor, now, reason }: ActionContext, given: Given) => {
    const versionId = BigInt(given.version_id)
    const version = await readVersion(tx, versionId, municipalityId)
    requireApproval(version, actor)
    const forId = lenderOf(actor, permissionToApprove(version.kind))
    await decide(tx, { versionId, municipalityId, userId: actor.userId, forId, note: reason, now })
    return outcomeOf(tx, versionId, municipalityId)
  }

/** Puts a version written by another person in force from its date on. */
export const approveAction: Action<Given, VersionOutcome> = {
  ...decisionCommon,
  name: 'configuration.approve',
  title: 'Aprovar versão',
  reason: 'optional',
  async run(context, given) {
    const former = await formerOf(context, BigInt(given.version_id))
    const outcome = await deciding(approveVersion)(context, given)
    return { ...outcome, change: changeFrom(former, outcome) }
  },
  trail: (given, outcome) => ({ ...versionTrail(given, outcome), ...outcome.change }),
  describe: (_, { version }) =>
    `${versionName(version)} aprovada, em vigor a partir de ${formatDate(version.from as CivilDate)}`,
}

export const rejectAction: Action<Given, VersionOutcome> = {
  ...decisionCommon,
  name: 'configuration.reject',
  title: 'Recusar versão',
  reason: 'required',
  run: deciding(rejectVersion),
  describe: (_, { version }) => `${versionName(version)} recusada`,
}

export const withdrawAction: Action<Given, VersionOutcome> = {
  input: onlyVersion,
  subject: versionSubject,
  trail: versionTrail,
  refused: decisionCommon.refused,
  name: 'configuration.withdraw',
  title: 'Retirar versão',
  permission: 'configuration.edit',
  reason: 'required',
  async run({ tx, municipalityId, actor, now, reason }, given) {
    const versionId = BigInt(given.version_id)
    await withdrawVersion(tx, {
      versionId,
      municipalityId,
      userId: actor.userId,
      note: reason,
      now,
    })
    return outcomeOf(tx, versionId, municipalityId)
  },
  describe: (_, { version }) => `${versionName(version)} retirada`,
}
