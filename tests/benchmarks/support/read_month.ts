import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { query } from '#core/database/index'
import { quietConsole } from '#database/demo/cycle/console'
import { demoGroups } from '#database/demo/cycle/groups'
import { readGroup } from '#database/demo/cycle/read_group'
import type { BenchOptions } from '../run.ts'
import { loadedDemo, migrated } from './loaded.ts'

export type Filling = Pick<BenchOptions, 'economies' | 'isFilled'>

/** A municipality whose groups are loaded, read and judged, and not billed; the one that stands in a database that is filled. */
export async function readMonth({ economies, isFilled }: Filling): Promise<bigint> {
  if (isFilled) {
    await migrated()
    const [standing] = await query<{ id: bigint }>(db, 'select id from access_municipalities', [])
    return standing!.id
  }
  const municipalityId = await loadedDemo(economies)
  const on = quietConsole(systemActor(municipalityId))
  for (const group of await demoGroups(municipalityId)) await readGroup(on, group)
  await db.connection('owner').rawQuery('vacuum analyze')
  return municipalityId
}
