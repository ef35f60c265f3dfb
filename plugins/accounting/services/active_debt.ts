import { type Tx, query } from '#core/database/index'
import { marksOf } from '#plugins/receivables/api'
import { type LedgerEvent, factsOf } from '../domain/event.ts'

interface OfOrigin {
  readonly originType: string
  readonly originId: bigint
}

/** What the ledger asks of an item that enters active debt or leaves it. */
export interface DebtItem extends OfOrigin {
  readonly reference: string
  readonly chargeType: string
  readonly category: string | null
  readonly component: string
  readonly beneficiaryId: bigint
  readonly beneficiaryKind: 'utility' | 'third_party'
}

export const originOf = ({ originType, originId }: OfOrigin): string => `${originType}/${originId}`

/** The origins among some that are in active debt, as marks stand. */
export async function inscribedOrigins(
  tx: Tx,
  municipalityId: bigint,
  ofOrigins: readonly OfOrigin[]
): Promise<ReadonlySet<string>> {
  const byKey = new Map(ofOrigins.map((one) => [originOf(one), one]))
  const origins = [...byKey.values()].map(({ originType: type, originId: id }) => ({ type, id }))
  if (origins.length === 0) return new Set()
  const marks = await marksOf(tx, municipalityId, origins)
  const inscribed = marks.filter(({ kind }) => kind === 'inscribed')
  return new Set(inscribed.map(({ origin }) => `${origin.type}/${origin.id}`))
}

type Whence = Pick<LedgerEvent, 'sourceType' | 'sourceId' | 'sourceLine' | 'amountCents'>

const debtEvent =
  (name: 'debt_inscribed' | 'debt_released' | 'debt_written_off') =>
  (item: DebtItem, whence: Whence): LedgerEvent => ({
    facts: factsOf(name, {
      ...{ charge_type: item.chargeType, category: item.category, component: item.component },
      beneficiary_kind: item.beneficiaryKind,
    }),
    ...{ beneficiaryId: item.beneficiaryId, reference: item.reference, ...whence },
    // What the utility only collects is never its active debt.
    amountCents: item.beneficiaryKind === 'utility' ? whence.amountCents : 0n,
  })

export const inscribeEvent = debtEvent('debt_inscribed')
export const releaseEvent = debtEvent('debt_released')
export const writeOffEvent = debtEvent('debt_written_off')

export const ITEMS = 'receivables.items'
/** Lines that tell what an act did to an item from what its marks did. */
export const BY_MARK = 0n
export const BY_ACT = 1n

/** What is open of the utility's own items of some origins. */
export const openItemsOf = (
  tx: Tx,
  municipalityId: bigint,
  origins: readonly { readonly type: string; readonly id: bigint }[]
): Promise<(DebtItem & { readonly itemId: bigint; readonly openCents: bigint })[]> =>
  query(
    tx,
    `select i.id as "itemId", i.origin_type as "originType", i.origin_id as "originId", i.reference, i.charge_type as "chargeType",
            i.category, i.component, i.beneficiary_id as "beneficiaryId", b.kind as "beneficiaryKind", i.open_cents as "openCents"
       from unnest(?::text[], ?::bigint[]) as o (type, id)
       join receivables_items i on i.municipality_id = ? and i.origin_type = o.type and i.origin_id = o.id
       join receivables_beneficiaries b on b.id = i.beneficiary_id and b.kind = 'utility'
      where i.state = 'open' order by i.id`,
    [origins.map(({ type }) => type), origins.map(({ id }) => id), municipalityId]
  )

/** What the ledger asks of some items, by id. */
export async function debtItems(
  tx: Tx,
  municipalityId: bigint,
  ids: readonly bigint[]
): Promise<ReadonlyMap<bigint, DebtItem>> {
  const rows = await query<DebtItem & { itemId: bigint }>(
    tx,
    `select i.id as "itemId", i.origin_type as "originType", i.origin_id as "originId", i.reference,
            i.charge_type as "chargeType", i.category, i.component, i.beneficiary_id as "beneficiaryId",
            b.kind as "beneficiaryKind"
       from receivables_items i join receivables_beneficiaries b on b.id = i.beneficiary_id
      where i.municipality_id = ? and i.id = any(?::bigint[])`,
    [municipalityId, ids]
  )
  return new Map(rows.map(({ itemId, ...item }) => [itemId, item]))
}
