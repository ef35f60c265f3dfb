import { test } from '@japa/runner'
import fc from 'fast-check'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import type { ArrangedBatch } from '../../domain/arranged.ts'
import type { MarkedBatch } from '../../domain/marks.ts'
import { debtsArranged, debtsMarked } from '../../participants/reallocations.ts'
import { NO_LATE, arrangeDebts } from '../../services/arrangements/arrange_debts.ts'
import { restoreDebts } from '../../services/arrangements/undo_arrangement.ts'
import { liftMarks, setMarks } from '../../services/debts/marks.ts'
import { reassignDebts } from '../../services/reassign_debts.ts'
import { linkSuccessors } from '../../services/withdraw_origins.ts'
import { type IssuedOne, issue, municipality } from './issued.ts'

const on = '2026-12-20' as CivilDate
const TERM = { type: 'test.terms', id: 1n }
const COURT = { type: 'test.cases', id: 1n }

/** As an action would have it, with the keeper of movements and nobody else. */
function contextOf(tx: Tx, municipalityId: bigint): ActionContext {
  const keeper = { tx, municipalityId, actor: systemActor(municipalityId), now: clock.now() }
  return {
    ...{ ...keeper, reason: null, emit: () => undefined },
    async participate(point, payload) {
      if (point === 'receivables.marked') await debtsMarked.run(keeper, payload as MarkedBatch)
      if (point === 'receivables.arranged')
        await debtsArranged.run(keeper, payload as ArrangedBatch)
      return []
    },
  }
}

interface Debt extends IssuedOne {
  readonly itemId: bigint
  readonly origins: readonly { readonly type: string; readonly id: bigint }[]
  /** Who may owe it: the holder of the premise and its owner. */
  readonly parties: readonly bigint[]
}

interface State {
  readonly open: bigint
  readonly planned: bigint
  readonly debtor: bigint
  readonly marks: readonly string[]
  /** The plan that it is under. */
  readonly plan: bigint | null
}

async function stateOf(tx: Tx, itemId: bigint): Promise<State> {
  const [row] = await query<State>(
    tx,
    `select i.open_cents as open, i.debtor_id as debtor,
            coalesce((select sum(amount_cents) from receivables_arranged_items where item_id = i.id), 0)::bigint as planned,
            array(select m.kind from receivables_marks m where m.origin_type = i.origin_type and m.origin_id = i.origin_id
                     and m.until is null) as marks,
            (select a.source_id from receivables_arranged_items t join receivables_arrangements a on a.id = t.arrangement_id
              where t.item_id = i.id and a.state = 'standing') as plan
       from receivables_items i where i.id = ?`,
    [itemId]
  )
  return row!
}

let plans = 0n

type Doing = (context: ActionContext, debt: Debt, state: State) => Promise<unknown>

/** What may be done to a debt; what its state forbids is not. */
const MOVES: Readonly<Record<string, Doing>> = {
  inscribe: (context, { origins }) =>
    setMarks(context.tx, context, { kind: 'inscribed', source: TERM, origins, on }),
  exclude: (context, { origins }) =>
    liftMarks(context.tx, context, { source: TERM, origins, on, why: 'Excluída' }),
  sue: (context, { origins }) =>
    setMarks(context.tx, context, { kind: 'in_court', source: COURT, origins, on }),
  endSuit: (context, { origins }) =>
    liftMarks(context.tx, context, { source: COURT, origins, on, why: 'Encerrada' }),
  async plan(context, { itemId, premiseId }, { open, debtor: debtorId }) {
    if (open === 0n) return
    await arrangeDebts(context.tx, context, {
      ...{ source: { type: 'test.plans', id: ++plans }, payer: { premiseId, debtorId } },
      ...{ itemIds: [itemId], openCents: open, on, late: NO_LATE, discountCents: 0n },
    })
  },
  async undoPlan(context, { itemId }, { planned, plan }) {
    if (plan === null) return
    await restoreDebts(context.tx, context, {
      ...{ source: { type: 'test.plans', id: plan }, on, givenUp: NO_LATE, lapsedCents: 0n },
      restored: new Map([[itemId, planned]]),
    })
  },
  async reassign(context, { premiseId, parties, document }, { open, debtor: fromId, marks }) {
    if (open === 0n || marks.length) return
    const toId = parties.find((id) => id !== fromId)!
    await reassignDebts(context, {
      ...{ premiseId, fromId, toId, numbers: [document.number] },
      ...{ authority: 'Acordo assinado', why: 'Teste' },
    })
  },
}

interface Kept {
  readonly origin_id: bigint
  readonly kind: string
  readonly from_place: string
  readonly to_place: string
  readonly from_debtor_id: bigint
  readonly to_debtor_id: bigint
}

const moved = (tx: Tx) =>
  query<Kept>(
    tx,
    `select origin_id, kind, from_place, to_place, from_debtor_id, to_debtor_id from receivables_reallocations order by id`
  )

const placeOf = ({ planned, marks }: State) =>
  planned > 0n
    ? 'plan'
    : (['in_court', 'inscribed'].find((kind) => marks.includes(kind)) ?? 'ordinary')

test.group('Receivables | movements of debts', (group) => {
  freshDatabase(group)
  let debts: Debt[]

  group.setup(async () => {
    const municipalityId = await municipality()
    debts = []
    for (const cents of [7000n, 3000n, 3001n]) {
      const issued = await issue([['water', cents]])
      const [item] = await query<{ debtor: bigint; id: bigint }>(
        db,
        'select debtor_id as debtor, origin_id as id from receivables_items where id = ?',
        [issued.itemIds[0]!]
      )
      const [owner] = await query<{ id: bigint }>(
        db,
        'select id from registry_customers where id <> ? order by id limit 1',
        [item!.debtor]
      )
      await query(
        db,
        `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
         values (?, ?, ?, 'owner', '2015-01-01')`,
        [municipalityId, issued.premiseId, owner!.id]
      )
      debts.push({
        ...{ ...issued, itemId: issued.itemIds[0]!, parties: [item!.debtor, owner!.id] },
        origins: [{ type: 'test', id: item!.id }],
      })
    }
  })

  test('whatever moves, as much is owed after as before, and movements tell where every debt stands', async ({
    assert,
  }) => {
    const municipalityId = await municipality()
    const step = fc.tuple(fc.constantFrom(...Object.keys(MOVES)), fc.nat(2))
    let kept = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
        const tx = await db.transaction()
        try {
          const context = contextOf(tx, municipalityId)
          for (const [move, index] of steps) {
            const debt = debts[index]!
            await MOVES[move]!(context, debt, await stateOf(tx, debt.itemId))
          }
          const states: State[] = []
          for (const { itemId } of debts) states.push(await stateOf(tx, itemId))
          const total = states.reduce((sum, { open, planned }) => sum + open + planned, 0n)
          assert.equal(total, 13_001n)
          const rows = await moved(tx)
          kept += rows.length
          for (const [index, { origins, parties }] of debts.entries()) {
            const own = rows.filter(({ origin_id: id }) => id === origins[0]!.id)
            let [place, debtor] = ['ordinary', parties[0]!]
            for (const row of own) {
              assert.equal(row.from_debtor_id, debtor)
              debtor = row.to_debtor_id
              if (row.kind === 'customer') continue
              assert.equal(row.from_place, place)
              place = row.to_place
            }
            assert.deepEqual([place, debtor], [placeOf(states[index]!), states[index]!.debtor])
          }
        } finally {
          await tx.rollback()
        }
      }),
      { numRuns: 12 }
    )
    assert.isAbove(kept, 12)
  }).timeout(20_000)

  test('what takes the place of a debt is owed by whoever owed it; a movement that is kept is never changed', async ({
    assert,
  }) => {
    const municipalityId = await municipality()
    const [former, successor] = debts as [Debt, Debt]
    const tx = await db.transaction()
    try {
      const context = contextOf(tx, municipalityId)
      await MOVES['reassign']!(context, former, await stateOf(tx, former.itemId))
      await linkSuccessors(tx, { municipalityId, originType: 'test' }, [
        { originId: former.origins[0]!.id, successorId: successor.origins[0]!.id },
      ])
      const { debtor } = await stateOf(tx, successor.itemId)
      assert.equal(debtor, former.parties[1]!)
      await assert.rejects(
        () => query(tx, 'update receivables_reallocations set after_cents = after_cents'),
        /permission denied/
      )
    } finally {
      await tx.rollback()
    }
  })
})
