import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { saveDraft } from '#core/configuration/index'
import type { SimulationReport } from '#core/configuration/simulation/report'
import { evidenceOfRun } from '#core/configuration/simulation/evidence'
import { replayOf } from '#core/configuration/simulation/read'
import { replayHere, simulateHere } from '#core/configuration/simulation/start'
import { readVersion } from '#core/configuration/versions'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'

const NAME = 'receivables.late_month'

/** All late charges so far, tried with another fine. */
export async function lateWithFine(
  municipalityId: bigint,
  percent: string
): Promise<SimulationReport> {
  const [author] = await query<{ id: bigint }>(
    db,
    'select id from access_users order by id limit 1'
  )
  const versionId = await db.transaction((tx) =>
    saveDraft(tx, {
      ...{ kind: 'parameter', key: 'receivables.late_fine_percent', municipalityId },
      content: { value: percent },
      authorId: author!.id,
    })
  )
  const actor = systemActor(municipalityId)
  const run = await simulateHere({ ...(await asked(municipalityId)), versionId }, actor, {})
  const version = await readVersion(db, versionId, municipalityId)
  const evidence = await evidenceOfRun(db, run.id, version)
  return evidence!.report
}

/** All late charges so far, computed again. */
export async function lateReplayed(municipalityId: bigint) {
  const actor = systemActor(municipalityId)
  const run = await replayHere(await asked(municipalityId), actor, {})
  const { outcome } = await replayOf(run.id, actor)
  return outcome!
}

async function asked(municipalityId: bigint) {
  const months = await registries().populations.get(NAME).months(db, municipalityId)
  return { population: NAME, from: months.at(-1)!.month, until: months[0]!.month }
}
