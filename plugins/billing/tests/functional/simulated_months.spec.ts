import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type RefMonth, clock } from '#core/calendar/index'
import { inForce, saveDraft } from '#core/configuration/index'
import { simulateHere } from '#core/configuration/simulation/start'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { open, problemOf, send } from '#tests/scenarios/support/people'
import { municipality } from './billed_month.ts'
import { putVersion } from './put_version.ts'
import { billMonth, readMonth } from './read_month.ts'

const MONTHS = ['2026-10', '2026-11'] as unknown as readonly RefMonth[]

test.group('Billing | how many past months a simulation must cover', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    for (const month of MONTHS) await billMonth(await readMonth('01', month))
    await putVersion('parameter', 'configuration.simulation_months', { value: 2 })
  })
  group.each.setup(() => {
    clock.freeze('2026-11-22T15:00:00Z')
    return () => clock.restore()
  })

  test('one month of evidence is not enough where two are demanded; two are', async ({
    assert,
    client,
  }) => {
    const municipalityId = await municipality()
    const table = await inForce('tariff-table', 'default', municipalityId, '2026-11-22' as never)
    const [author] = await query<{ id: bigint }>(
      db,
      `select id from access_users where email like 'bruno.%'`
    )
    const versionId = await db.transaction((tx) =>
      saveDraft(tx, {
        ...{ kind: 'tariff-table', key: 'default', municipalityId, authorId: author!.id },
        content: { ...(table!.content as object), title: 'Outra tabela' },
      })
    )
    const tryOn = (from: RefMonth, until: RefMonth) =>
      simulateHere(
        { versionId, population: 'billing.month', from, until },
        systemActor(municipalityId),
        {}
      )
    const path = `/configuration/versions/${versionId}`
    const submit = () =>
      send(client, 'bruno', `${path}/submit`, {
        ...{ from: '2026-12-01', reason: 'Reajuste', legal_basis: 'Resolução 7/2026' },
      })

    await tryOn('2026-11' as RefMonth, '2026-11' as RefMonth)
    const { code, people } = problemOf(await submit())
    assert.equal(code, 'E_CONFIGURATION_SIMULATION_SHORT')
    assert.include(people, 'foi simulada sobre 1 mês')
    assert.include(people, 'exige 2 meses')
    const page = await open(client, 'bruno', path)
    page.assertTextIncludes('simulada sobre 1 mês (11/2026), e são exigidos 2 meses')

    await tryOn('2026-10' as RefMonth, '2026-11' as RefMonth)
    const after = await open(client, 'bruno', path)
    after.assertTextIncludes('simulada sobre 10/2026 a 11/2026')
    await submit()
    const [row] = await query<{ status: string }>(
      db,
      'select status from configuration_versions where id = ?',
      [versionId]
    )
    assert.equal(row!.status, 'in_review')
  })
})
