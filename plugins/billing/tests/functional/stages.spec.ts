import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { participate } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type MarkKind, liftMarks, setMarks } from '#plugins/receivables/api'
import { freshDatabase } from '#tests/support/database'
import { REFERENCE, createMonth, run } from './billed_month.ts'
import { versionsOf } from './correcting.ts'

test.group('Billing | stage and arrangement of invoices', (group) => {
  freshDatabase(group)

  test('an invoice stands where the weightiest mark of its debts says, and goes back when marks end', async ({
    assert,
  }) => {
    const house = { economies: [{ category: 'RES', economies: 1 }], m3: '12' }
    const month = await createMonth([house, house])
    await run(month)
    const { municipalityId } = month
    const [marked] = await versionsOf(month.premiseIds[0]!, REFERENCE)
    const [other] = await versionsOf(month.premiseIds[1]!, REFERENCE)
    const origins = [{ type: 'billing.invoice', id: marked!.id }]
    const on = '2026-12-20' as CivilDate
    const inside = <T>(
      make: (tx: Parameters<typeof setMarks>[0], ctx: Parameters<typeof setMarks>[1]) => Promise<T>
    ) =>
      db.transaction((tx) =>
        make(tx, {
          municipalityId,
          participate: (point, payload) =>
            participate(point, payload, {
              ...{ tx, municipalityId, actor: systemActor(municipalityId), now: clock.now() },
            }),
        })
      )
    const set = (kind: MarkKind, id: bigint) =>
      inside((tx, ctx) => setMarks(tx, ctx, { kind, source: { type: 'test', id }, origins, on }))
    const lift = (id: bigint) =>
      inside((tx, ctx) => liftMarks(tx, ctx, { source: { type: 'test', id }, on, why: 'Fim' }))
    const stands = async (id: bigint) => {
      const [row] = await query<{ stage: string; arrangement: string }>(
        db,
        'select stage, arrangement from billing_invoices where id = ?',
        [id]
      )
      return [row!.stage, row!.arrangement]
    }
    await set('noticed', 1n)
    assert.deepEqual(await stands(marked!.id), ['noticed', 'none'])
    await set('inscribed', 2n)
    await set('plan', 3n)
    assert.deepEqual(await stands(marked!.id), ['inscribed', 'plan'])
    await lift(2n)
    await lift(3n)
    assert.deepEqual(await stands(marked!.id), ['noticed', 'none'])
    await lift(1n)
    assert.deepEqual(await stands(marked!.id), ['ordinary', 'none'])
    assert.deepEqual(await stands(other!.id), ['ordinary', 'none'])
  })
})
