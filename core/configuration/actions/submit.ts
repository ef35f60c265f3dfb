import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { requireCorrection } from '../version_guards.ts'
import { submitVersion } from '../services/submit_version.ts'
import {
  type VersionOutcome,
  lenderOf,
  outcomeOf,
  versionName,
  versionSubject,
  versionTrail,
} from './common.ts'

const input = vine.create({
  version_id: rowId(),
  from: civilDay(),
  until: civilDay().optional(),
  legal_basis: vine.string().trim().maxLength(500).optional(),
  /** Starts in a closed period on purpose. */
  correction: vine.boolean().optional(),
})

export type SubmitInput = Infer<typeof input>

/** Fixes content, dates, reason and legal basis, and asks another person to decide. */
export const submitAction: Action<SubmitInput, VersionOutcome> = {
  name: 'configuration.submit',
  title: 'Enviar para aprovação',
  permission: 'configuration.edit',
  input,
  reason: 'required',
  labels: {
    version_id: 'Id da versão',
    from: 'Em vigor a partir de',
    until: 'Até',
    legal_basis: 'Fundamento legal',
    correction: 'Correção retroativa',
  },
  subject: versionSubject,
  refused: ({ version_id: id }) => ({ type: 'configuration.version', id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now, reason }, given) {
    const id = BigInt(given.version_id)
    if (given.correction) requireCorrection(actor)
    await submitVersion(tx, {
      versionId: id,
      municipalityId,
      authorId: actor.userId,
      authorForId: lenderOf(actor, 'configuration.edit'),
      from: given.from,
      until: given.until ?? null,
      reason: reason!,
      legalBasis: given.legal_basis ?? null,
      isCorrection: given.correction ?? false,
      now,
    })
    return outcomeOf(tx, id, municipalityId)
  },
  describe: ({ from }, { version }) =>
    `${versionName(version)} enviada para aprovação, com vigência a partir de ${formatDate(from)}`,
  trail: versionTrail,
}
