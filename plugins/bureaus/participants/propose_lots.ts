import type { Participant, ParticipantContext } from '#core/actions/index'
import { participate } from '#core/actions/index'
import { query } from '#core/database/index'
import type { RecoveryBatch } from '#plugins/receivables/api'
import { activeBureaus } from '../services/bureaus.ts'
import { LOT } from '../services/lots.ts'
import { proposeDebtors } from '../services/standing_lot.ts'

/** A policy of collection asks for the listing of debtors: each bureau in use has one lot that waits for a person, and they are added to it. */
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

/** The lot of a bureau that waits, with which debts it holds and why other debtors are not in it. */
async function lotOf(
  context: ParticipantContext,
  wanted: { readonly bureauId: bigint; readonly debtorIds: readonly bigint[] }
): Promise<Lot> {
  const { tx, municipalityId } = context
  const on = {
    ...context,
    participate: <P>(point: string, payload: P) => participate(point, payload, context),
  }
  const { lot, leftOut } = await proposeDebtors(on, wanted)
  const debts = lot
    ? await query<{ origin: string }>(
        tx,
        `select d.origin_type || '/' || d.origin_id as origin from bureaus_debts d
           join bureaus_listings l on l.id = d.listing_id where l.municipality_id = ? and l.lot_id = ?`,
        [municipalityId, lot.id]
      )
    : []
  const held = new Set(debts.map(({ origin }) => origin))
  return {
    ...{
      id: lot?.id ?? 0n,
      number: lot?.number ?? '',
      has: (type, of) => held.has(`${type}/${of}`),
    },
    reasons: new Map(leftOut.map(({ customerId, reason }) => [customerId, reason])),
  }
}
