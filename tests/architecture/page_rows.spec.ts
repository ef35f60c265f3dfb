import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { PageContext, RecordType } from '#core/records/index'
import { freshDatabase } from '#tests/support/database'

/** A row with what a record's page has read, which remembers what is asked of it besides. */
function watchedRow(type: RecordType, unknown: Set<string>): PageContext['row'] {
  const known = new Set(['id', ...type.fields.map(({ name }) => name)])
  const row: Record<string, unknown> = { id: 1n }
  return new Proxy(row, {
    get(target, name) {
      if (typeof name === 'string' && !known.has(name)) unknown.add(name)
      return Reflect.get(target, name) as unknown
    },
  }) as PageContext['row']
}

test.group('Architecture | rows of pages', (group) => {
  freshDatabase(group)

  test('panels, heads and operations ask of a record only what its type describes', async ({
    assert,
  }) => {
    const { records, panels } = registries()
    const [municipality] = await query<{ id: bigint; time_zone: string }>(
      db,
      'select id, time_zone from access_municipalities'
    )
    const actor = systemActor(municipality!.id)
    const timeZone = municipality!.time_zone
    const found: string[] = []
    let asked = 0
    const ask = async (
      what: string,
      type: RecordType,
      work: (context: PageContext) => unknown
    ): Promise<void> => {
      const unknown = new Set<string>()
      const row = watchedRow(type, unknown)
      asked++
      // Nothing is there to be shown: what it asks for is read before that is known.
      await db
        .transaction(async (tx) => {
          await work({
            ...{ tx, actor, timeZone, row, municipalityId: actor.municipalityId },
            today: clock.today(timeZone),
          })
        })
        .catch(() => undefined)
      found.push(...[...unknown].map((name) => `${what} reads ${name} of ${type.name}`))
    }
    for (const panel of panels.all()) {
      const type = records.find(panel.on)
      if (type) await ask(`panel ${panel.name}`, type, (context) => panel.load(context))
    }
    for (const type of records.all()) {
      const { overview, operations = {} } = type
      if (overview) await ask('the head', type, (context) => overview.load(context))
      for (const [name, { initial, moreFields, isOffered }] of Object.entries(operations)) {
        const what = `operation ${name}`
        if (initial) await ask(what, type, (context) => initial(context))
        if (moreFields) await ask(what, type, (context) => moreFields(context))
        if (isOffered) await ask(what, type, ({ row }) => isOffered(row))
      }
    }
    assert.deepEqual(found, [])
    assert.isAbove(asked, 60)
  })
})
