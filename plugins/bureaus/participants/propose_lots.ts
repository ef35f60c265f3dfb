import type { Participant, ParticipantContext } from '#core/actions/index'
import { participate } from '#core/actions/index'
import { query } from '#core/database/index'
import type { RecoveryBatch } from '#plugins/receivables/api'
import { activeBureaus } from '../services/bureaus.ts'
import { LOT, simulateLot, undoLot } from '../services/lots.ts'

/** A policy of collection asks for the listing of debtors: each bureau in use gets a simulated lot of them, which a person decides. */
export const proposeLots: Participant<RecoveryBatch> = {
  point: 'receivables.recovering',
  async run(context, { kind, steps, answers }) {
    if (kind !== 'bureau' || !steps.length) return []
    const { tx, municipalityId } = context
    const bureaus = await activeBureaus(tx, municipalityId)
    const debtorIds = [...new Set(steps.map(({ debtorId }) => debtorId))]
    const lots: Lot[] = []
    for (const { id: bureauId } of bureaus) {
      lots.push(await lotOf(context, { bureauId, debtorIds }))
    }
    for (const { id, debtorId, origins } of steps) {
      const listed = lots.find((lot) => origins.some(({ type, id: of }) => lot.has(type, of)))
      if (listed) answers.set(id, { type: LOT, id: listed.id, title: `Lote ${listed.number}` })
      else {
        const reason = lots.map((lot) => lot.reasons.get(debtorId)).find(Boolean)
        answers.set(id, { leftOut: reason ?? (bureaus.length ? NOT_LISTED : NO_BUREAU) })
      }
    }
    return []
  },
}

const NO_BUREAU = 'Nenhum órgão de proteção ao crédito em uso'
const NOT_LISTED = 'Fora do que os órgãos em uso recebem'

interface Lot {
  readonly id: bigint
  readonly number: string
  readonly reasons: ReadonlyMap<bigint, string>
  has(type: string, id: bigint): boolean
}

/** The lot of a bureau, with which debts it holds and why other debtors are not in it; one that selects nobody is taken back. */
async function lotOf(
  context: ParticipantContext,
  { bureauId, debtorIds }: { readonly bureauId: bigint; readonly debtorIds: readonly bigint[] }
): Promise<Lot> {
  const { tx, municipalityId } = context
  const on = {
    ...context,
    participate: <P>(point: string, payload: P) => participate(point, payload, context),
  }
  const { id, number, listings } = await simulateLot(on, { bureauId, debtorIds, places: {} })
  const debts = await query<{ origin: string }>(
    tx,
    `select d.origin_type || '/' || d.origin_id as origin from bureaus_debts d
       join bureaus_listings l on l.id = d.listing_id where l.municipality_id = ? and l.lot_id = ?`,
    [municipalityId, id]
  )
  const left = await query<{ customer_id: bigint; reason: string }>(
    tx,
    'select customer_id, reason from bureaus_left_out where municipality_id = ? and lot_id = ?',
    [municipalityId, id]
  )
  if (listings === 0) await undoLot(on, id)
  const held = new Set(debts.map(({ origin }) => origin))
  return {
    ...{ id, number, has: (type, of) => held.has(`${type}/${of}`) },
    reasons: new Map(left.map((row) => [row.customer_id, row.reason])),
  }
}
