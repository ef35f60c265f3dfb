import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { municipalityOf } from '#core/access/index'
import { loadOfGroup, simulateReturn, simulateWalk } from '#plugins/readings/api'
import { detailOf, runStep } from '../steps.ts'
import type { CycleConsole } from './console.ts'
import type { CycleGroup } from './groups.ts'

/** Of the readings that the critique holds, one in so many stays held: the run parks it. */
const LEFT_HELD = 5

interface HeldReading {
  readonly id: bigint
  readonly reading: number | null
}

/** The broken lines that the field's file brings, so that their listing can be seen. */
const DEFECTS = { unknown: 1, notNumeric: 1, duplicated: 1, cut: 1 }

/** From the reading load to decided readings: load, file to the field, return, import, critique, review of what it held. */
export async function readGroup(on: CycleConsole, group: CycleGroup): Promise<void> {
  const { municipalityId } = on.actor
  const { reference, dates } = group
  await on.run('readings.load', `${group.name}: carga de leitura`, {
    group: group.id,
    reference,
    loadedOn: dates.loadedOn,
    title: group.name,
  })
  const load = await db.transaction((tx) => loadOfGroup(tx, municipalityId, group.id, reference))
  if (load!.state === 'generated') {
    const input = { load_id: Number(load!.id) }
    const file = await runAction('readings.distribute', { actor: on.actor, input })
    const { name, text } = file as { name: string; text: string }
    on.keep(name, text)
    await walk(on, group, load!.id)
  }
  if (['generated', 'distributed', 'in_field'].includes(load!.state)) {
    await importReturn(on, group, load!.id)
  }
  await on.run('readings.critique', `${group.name}: crítica`, { loadId: load!.id })
  const review = `cycle/${reference}/${group.code}/review`
  if ((await detailOf(db, municipalityId, review)) === null) {
    await reviewHeld(on, load!.id)
    await runStep(municipalityId, review, async () => undefined)
  }
}

/** Where the reader of the first route went, for the map of readers. */
async function walk(on: CycleConsole, group: CycleGroup, loadId: bigint): Promise<void> {
  const { municipalityId, name: by } = on.actor
  await db.transaction(async (tx) => {
    const { timeZone } = await municipalityOf(municipalityId, tx)
    const reader = 'elisa.leitura@demo.aqueduto'
    const { readOn } = group.dates
    await simulateWalk(tx, { municipalityId, loadId, readOn, timeZone, reader, by })
  })
}

async function importReturn(on: CycleConsole, group: CycleGroup, loadId: bigint): Promise<void> {
  const { municipalityId } = on.actor
  const name = `retorno-${group.code}-${group.reference}.csv`
  const stored = await db.transaction(async (tx) => {
    const text = await simulateReturn(tx, {
      municipalityId,
      loadId,
      seed: `demo/${group.reference}`,
      readOn: group.dates.readOn,
      defects: DEFECTS,
    })
    on.keep(name, text)
    return storeFile(tx, {
      municipalityId,
      name,
      mediaType: 'text/csv',
      content: new TextEncoder().encode(text),
      createdBy: null,
    })
  })
  const args = { loadId, fileObjectId: stored.id }
  const summary = await on.run('readings.import', `${group.name}: retorno do campo`, args)
  for (const { path, message } of summary.issues.slice(0, 6)) on.say(`      ${path}: ${message}`)
}

/** A person decides most of what the critique held; the rest waits, and the run parks it. */
async function reviewHeld(on: CycleConsole, loadId: bigint): Promise<void> {
  const held = await query<HeldReading>(
    db,
    `select id, reading from readings_readings
      where municipality_id = ? and load_id = ? and state = 'held' order by id`,
    [on.actor.municipalityId, loadId]
  )
  for (const [index, reading] of held.entries()) {
    if (index % LEFT_HELD === LEFT_HELD - 1) continue
    await runAction('readings.confirm', {
      actor: on.actor,
      input: {
        reading_id: Number(reading.id),
        mode: reading.reading === null ? 'average' : 'as_is',
      },
      reason: 'Releitura conferida com a foto do hidrômetro (demonstração)',
    })
  }
}
