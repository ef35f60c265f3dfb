import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { ratifyVersion, refuseEmergency, withdrawApproved } from '../services/decide_later.ts'
import { putInForce } from '../services/put_in_force.ts'
import {
  type VersionOutcome,
  lenderOf,
  outcomeOf,
  versionName,
  versionSubject,
  versionTrail,
} from './common.ts'
import { type Given, deciding, decisionCommon } from './decide.ts'

const input = vine.create({
  version_id: rowId(),
  until: civilDay().optional(),
  legal_basis: vine.string().trim().maxLength(500).optional(),
})

export type EmergencyGiven = Infer<typeof input>

/** Puts one's own draft in force today, alone, until another person ratifies it. */
export const emergencyAction: Action<EmergencyGiven, VersionOutcome> = {
  name: 'configuration.emergency',
  title: 'Pôr em vigor por emergência',
  permission: 'configuration.emergency',
  input,
  labels: { version_id: 'Id da versão', until: 'Até', legal_basis: 'Fundamento legal' },
  reason: 'required',
  subject: versionSubject,
  refused: ({ version_id: id }) => ({ type: 'configuration.version', id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now, reason }, given) {
    const id = BigInt(given.version_id)
    await putInForce(tx, {
      versionId: id,
      municipalityId,
      authorId: actor.userId,
      authorForId: lenderOf(actor, 'configuration.emergency'),
      until: given.until ?? null,
      reason: reason!,
      legalBasis: given.legal_basis ?? null,
      now,
    })
    return outcomeOf(tx, id, municipalityId)
  },
  describe: (_, { version }) =>
    `${versionName(version)} posta em vigor por emergência; outra pessoa deve ratificar até ${formatDate(version.ratifyUntil!)}`,
  trail: versionTrail,
}

export const ratifyAction: Action<Given, VersionOutcome> = {
  ...decisionCommon,
  name: 'configuration.ratify',
  title: 'Ratificar versão de emergência',
  reason: 'optional',
  run: deciding(ratifyVersion),
  describe: (_, { version }) => `${versionName(version)}, de emergência, ratificada`,
}

export const refuseEmergencyAction: Action<Given, VersionOutcome> = {
  ...decisionCommon,
  name: 'configuration.refuse_emergency',
  title: 'Não ratificar versão de emergência',
  reason: 'required',
  run: deciding(refuseEmergency),
  describe: (_, { version }) =>
    `${versionName(version)}, de emergência, não ratificada: deixa de valer em ${formatDate(version.stopsFrom!)}`,
}

/** Takes back an approved version before its first day. */
export const withdrawApprovedAction: Action<Given, VersionOutcome> = {
  ...decisionCommon,
  name: 'configuration.withdraw_approved',
  title: 'Retirar versão aprovada',
  reason: 'required',
  run: deciding(withdrawApproved),
  describe: (_, { version }) =>
    `${versionName(version)}, aprovada para ${formatDate(version.from!)}, retirada antes de valer`,
}
