import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { runAction } from '#core/actions/index'
import { type CivilDate, type RefMonth, addDays } from '#core/calendar/index'
import { query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { runInline } from '#core/jobs/index'
import { loadOfGroup } from '#plugins/readings/api'
import { parseReturnFile, writeReturnFile } from '#plugins/readings/domain/field_return_file'
import { distributeLoad } from '#plugins/readings/services/distribute_load'
import { simulateReturn } from '#plugins/readings/services/simulate_return'

export interface GroupMonth {
  readonly municipalityId: bigint
  readonly group: bigint
  readonly reference: RefMonth
  readonly loadId: bigint
  readonly issuedOn: CivilDate
}

/** A group of the small municipality, loaded, read and critiqued as people do it; `dials` says what readers find where. */
export async function readMonth(
  code: string,
  reference: RefMonth,
  dials: ReadonlyMap<string, number> = new Map()
): Promise<GroupMonth> {
  const [row] = await query<{ id: bigint; municipality_id: bigint }>(
    db,
    'select id, municipality_id from registry_billing_groups where code = ?',
    [code]
  )
  const { id: group, municipality_id: municipalityId } = row!
  const actor = systemActor(municipalityId)
  const loadedOn = `${reference}-03` as CivilDate
  await runInline('readings.load', { group, reference, loadedOn }, actor)
  const load = await db.transaction((tx) => loadOfGroup(tx, municipalityId, group, reference))
  const loadId = load!.id
  const fileObjectId = await db.transaction(async (tx) => {
    await distributeLoad(tx, { municipalityId, loadId, now: new Date(`${loadedOn}T12:00:00Z`) })
    const text = await simulateReturn(tx, {
      municipalityId,
      loadId,
      seed: 'billing',
      readOn: addDays(loadedOn, 1),
    })
    const file = await storeFile(tx, {
      municipalityId,
      name: 'retorno.csv',
      mediaType: 'text/csv',
      content: Buffer.from(withDials(text, dials)),
      createdBy: null,
    })
    return file.id
  })
  await runInline('readings.import', { loadId, fileObjectId }, actor)
  await runInline('readings.critique', { loadId }, actor)
  await confirmHeld(municipalityId, loadId)
  return { municipalityId, group, reference, loadId, issuedOn: addDays(loadedOn, 3) }
}

function withDials(text: string, dials: ReadonlyMap<string, number>): string {
  const { header, lines } = parseReturnFile(text)
  const records = lines.map(({ record }) => {
    const reading = dials.get(record!.registration)
    return reading === undefined ? record! : { ...record!, reading, anomalyCode: null }
  })
  return writeReturnFile(header!, records)
}

async function confirmHeld(municipalityId: bigint, loadId: bigint): Promise<void> {
  const held = await query<{ id: bigint }>(
    db,
    `select id from readings_readings where load_id = ? and state = 'held'`,
    [loadId]
  )
  for (const { id } of held) {
    await runAction('readings.confirm', {
      actor: systemActor(municipalityId),
      input: { reading_id: String(id), mode: 'average' },
      reason: 'Conferida em campo',
    })
  }
}

export const billMonth = ({ municipalityId, group, reference, issuedOn }: GroupMonth) =>
  runInline('billing.run', { group, reference, issuedOn }, systemActor(municipalityId))
