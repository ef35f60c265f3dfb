import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { approveVersion, saveDraft, submitVersion } from '#core/configuration/index'
import { type Json, query } from '#core/database/index'
import { simulatePast } from '#tests/support/simulate_past'
import { municipality } from './billed_month.ts'

const FROM = '2026-01-01' as CivilDate
const NOW = new Date('2026-01-01T12:00:00-04:00')

async function authors() {
  const users = await query<{ id: bigint }>(
    db,
    `select id from access_users where email in ('ana.admin@demo.aqueduto', 'diego.admin@demo.aqueduto') order by email`
  )
  const [authorId, approverId] = users.map(({ id }) => id)
  return { authorId: authorId!, approverId: approverId! }
}

/** A version of the utility in force since January, written by one person and approved by another. */
export async function putVersion(
  kind: string,
  key: string,
  content: Json,
  from: CivilDate = FROM
): Promise<void> {
  const municipalityId = await municipality()
  const { authorId } = await authors()
  const versionId = await db.transaction((tx) =>
    saveDraft(tx, { kind, key, municipalityId, content, authorId })
  )
  await publishDraft(versionId, from)
}

/** Sends a draft of the same author and approves it. */
export async function publishDraft(versionId: bigint, from: CivilDate = FROM): Promise<void> {
  const municipalityId = await municipality()
  const { authorId, approverId } = await authors()
  await simulatePast(versionId)
  await db.transaction(async (tx) => {
    await submitVersion(tx, {
      versionId,
      municipalityId,
      authorId,
      from,
      reason: 'Teste',
      legalBasis: 'Resolução de teste 1/2026',
      isCorrection: true,
      now: NOW,
    })
    await approveVersion(tx, { versionId, municipalityId, userId: approverId, now: NOW })
  })
}
