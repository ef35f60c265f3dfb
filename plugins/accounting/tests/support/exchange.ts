import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Group } from '@japa/runner/core'
import { clock } from '#core/calendar/index'
import { standSchedules } from '#core/jobs/schedules/stand_schedules'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import { PRICED_TABLE } from './priced.ts'

/** A folder of the group's own, where files are exchanged with other systems. @returns where it is, once the group runs */
export function exchangeFolder(group: Group): () => string {
  let folder: string
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exchange-'))
    process.env.EXCHANGE_FOLDER = folder
    return async () => {
      Reflect.deleteProperty(process.env, 'EXCHANGE_FOLDER')
      await rm(folder, { recursive: true })
    }
  })
  return () => folder
}

/** A priced month in a database of its own, whose books are handed over each night. @returns where they are left */
export function exportingGroup(group: Group): () => string {
  freshDatabase(group)
  const folder = exchangeFolder(group)
  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    await putVersion('tariff-table', 'default', PRICED_TABLE)
    await putVersion('parameter', 'accounting.export', { value: true })
    await standSchedules()
    return () => clock.restore()
  })
  return folder
}
