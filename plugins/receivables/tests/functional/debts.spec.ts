import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { freshDatabase } from '#tests/support/database'
import type { MarkedBatch } from '../../domain/marks.ts'
import { chargesOn } from '../../services/debts/charges_on.ts'
import { liftMarks, marksOf, setMarks } from '../../services/debts/marks.ts'
import { debtKey, debtSubjects, openDebts } from '../../services/debts/open_debts.ts'
import { DUE_ON, advice, issue, municipality, receive } from './issued.ts'

const on = '2026-12-20' as CivilDate
const source = { type: 'test.notices', id: 7n }

/** What the participants are told. */
function listener(municipalityId: bigint) {
  const told: MarkedBatch[] = []
  const participate = (_point: string, batch: unknown) => {
    told.push(batch as MarkedBatch)
    return Promise.resolve([])
  }
  return { told, ctx: { municipalityId, participate } }
}

test.group('Receivables | debts to be recovered', (group) => {
  freshDatabase(group)

  test('an open debt is told whole, with what is of third parties apart, and no more once paid', async ({
    assert,
  }) => {
    const municipalityId = await municipality()
    const { document, premiseId, itemIds } = await issue([
      ['water', 10_000n],
      ['garbage', 1500n],
    ])
    const wanted = { municipalityId, itemIds, dueUntil: on }
    const [debt, ...others] = await openDebts(db, wanted)
    assert.lengthOf(others, 0)
    assert.containsSubset(debt, {
      ...{ premiseId, dueOn: DUE_ON, openCents: 11_500n, ownCents: 10_000n },
      ...{
        cutCents: 10_000n,
        listingCents: 10_000n,
        baseCents: 10_000n,
        hasWater: true,
        marks: [],
      },
    })
    assert.deepEqual(debt!.itemIds, [...itemIds])
    assert.lengthOf(await openDebts(db, { ...wanted, dueUntil: '2026-11-09' as CivilDate }), 0)
    const subjects = { municipalityId, dueUntil: on, by: 'premise' } as const
    assert.include(await debtSubjects(db, subjects), premiseId)
    await receive([advice(document)])
    assert.lengthOf(await openDebts(db, wanted), 0)
  })

  test('the delay of a debt until a day is told by the rule of late charges, and nothing is written', async ({
    assert,
  }) => {
    const municipalityId = await municipality()
    const { itemIds } = await issue([
      ['water', 20_000n],
      ['garbage', 1500n],
    ])
    const debts = await openDebts(db, { municipalityId, itemIds })
    const charges = await db.transaction((tx) => chargesOn(tx, { municipalityId, debts, on }))
    // 2 % of 200,00; 1 % a month for 40 days: 200,00 × 40 ÷ 3000
    assert.containsSubset(charges.get(debtKey(debts[0]!)), {
      ...{ daysLate: 40, fineCents: 400n, interestCents: 267n, correctionCents: 0n },
      totalCents: 22_167n,
    })
    const early = await db.transaction((tx) => chargesOn(tx, { municipalityId, debts, on: DUE_ON }))
    assert.containsSubset(early.get(debtKey(debts[0]!)), {
      ...{ daysLate: 0, fineCents: 0n, totalCents: 21_500n, explanation: null },
    })
  })

  test('a mark is set once, told, stands beside others, and ends with its reason', async ({
    assert,
  }) => {
    const municipalityId = await municipality()
    const { itemIds } = await issue([['water', 10_000n]])
    const [debt] = await openDebts(db, { municipalityId, itemIds })
    const origins = [debt!.origin]
    const { told, ctx } = listener(municipalityId)
    const lot = { type: 'test.lots', id: 1n }
    await db.transaction(async (tx) => {
      assert.equal(await setMarks(tx, ctx, { kind: 'noticed', source, origins, on }), 1)
      assert.equal(await setMarks(tx, ctx, { kind: 'noticed', source, origins, on }), 0)
      assert.equal(await setMarks(tx, ctx, { kind: 'listed', source: lot, origins, on }), 1)
    })
    const [marked] = await openDebts(db, { municipalityId, itemIds })
    assert.sameMembers([...marked!.marks], ['noticed', 'listed'])
    await db.transaction(async (tx) => {
      assert.equal(await liftMarks(tx, ctx, { source, on, why: 'Paga' }), 1)
      assert.equal(await liftMarks(tx, ctx, { source, on, why: 'Paga' }), 0)
    })
    const standing = await marksOf(db, municipalityId, origins)
    assert.deepEqual(
      standing.map(({ kind, source: by }) => [kind, by]),
      [['listed', lot]]
    )
    assert.deepEqual(
      told.map(({ what, marks }) => [what, marks[0]!.kind]),
      [
        ['set', 'noticed'],
        ['set', 'listed'],
        ['lifted', 'noticed'],
      ]
    )
  })
})
