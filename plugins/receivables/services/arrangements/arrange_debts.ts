import type { CivilDate } from '#core/calendar/index'
import { type Tx, copyRows, query } from '#core/database/index'
import type {
  ArrangedBatch,
  ArrangedItem,
  ArrangementPayer,
  LateCents,
} from '../../domain/arranged.ts'
import type { MarkSource } from '../../domain/marks.ts'
import { errors } from '../../errors.ts'
import type { SettlementContext } from '../settlement_context.ts'

type Context = Pick<SettlementContext, 'municipalityId' | 'participate'>

export const NO_LATE: LateCents = { fine: 0n, interest: 0n, correction: 0n }

export interface Arranging {
  /** What they pass to: a plan. It has one arrangement. */
  readonly source: MarkSource
  readonly payer: ArrangementPayer
  readonly itemIds: readonly bigint[]
  /** What whoever arranges saw open; another sum refuses. */
  readonly openCents: bigint
  readonly on: CivilDate
  readonly late: LateCents
  readonly discountCents: bigint
}

/**
 * Passes open items to an arrangement: they close, their papers are no longer offered, and whoever follows is told. What asks
 * for the amount in their place is written by the caller. @throws E_RECEIVABLES_ARRANGED_MEANWHILE
 */
export async function arrangeDebts(tx: Tx, ctx: Context, arranging: Arranging): Promise<void> {
  const { source, payer, itemIds, openCents, on, late, discountCents } = arranging
  const items = await lockItems(tx, ctx.municipalityId, itemIds)
  const sum = items.reduce((total, { amountCents }) => total + amountCents, 0n)
  if (items.length !== new Set(itemIds).size || sum !== openCents) {
    throw errors.E_RECEIVABLES_ARRANGED_MEANWHILE()
  }
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into receivables_arrangements (municipality_id, source_type, source_id, arranged_on, fine_cents, interest_cents,
       correction_cents, discount_cents, state) values (?, ?, ?, ?, ?, ?, ?, ?, 'standing') returning id`,
    [
      ...[ctx.municipalityId, source.type, source.id, on],
      ...[late.fine, late.interest, late.correction, discountCents],
    ]
  )
  await closeItems(tx, ctx.municipalityId, { arrangementId: row!.id, items, on })
  await ctx.participate<ArrangedBatch>('receivables.arranged', {
    ...{ what: 'arranged', on, source, payer, items, late, discountCents, interestCents: 0n },
  })
}

interface Closing {
  readonly arrangementId: bigint
  readonly items: readonly ArrangedItem[]
  readonly on: CivilDate
}

/** Items that stand no more by themselves, and the papers that asked for them. */
export async function closeItems(
  tx: Tx,
  municipalityId: bigint,
  { arrangementId, items, on }: Closing
): Promise<void> {
  if (items.length === 0) return
  await copyRows(
    tx,
    'receivables_arranged_items',
    ['municipality_id', 'arrangement_id', 'item_id', 'amount_cents', 'arranged_on'],
    items.map(({ itemId, amountCents }) => [municipalityId, arrangementId, itemId, amountCents, on])
  )
  const ids = items.map(({ itemId }) => itemId)
  await query(
    tx,
    `update receivables_items set state = 'arranged', open_cents = 0 where municipality_id = ? and id = any(?::bigint[])`,
    [municipalityId, ids]
  )
  await query(
    tx,
    `update receivables_documents d
        set state = case when exists (select from receivables_document_items o join receivables_items i on i.id = o.item_id
                                       where o.document_id = d.id and i.state = 'open') then 'cancelled' else 'covered' end
      where d.municipality_id = ? and d.state = 'live'
        and d.id in (select document_id from receivables_document_items where item_id = any(?::bigint[]))`,
    [municipalityId, ids]
  )
}

const ITEM = `i.id as "itemId", i.premise_id as "premiseId", i.origin_type as "originType", i.origin_id as "originId",
  i.charge_type as "chargeType", i.component, i.beneficiary_id as "beneficiaryId"`

/** Open items of the utility itself, locked in the order in which payments lock them. */
const lockItems = (tx: Tx, municipalityId: bigint, ids: readonly bigint[]) =>
  query<ArrangedItem>(
    tx,
    `select ${ITEM}, i.open_cents as "amountCents"
       from receivables_items i join receivables_beneficiaries b on b.id = i.beneficiary_id
      where i.municipality_id = ? and i.id = any(?::bigint[]) and i.state = 'open' and i.withheld_cents = 0
        and b.kind = 'utility'
      order by i.id for update of i`,
    [municipalityId, ids]
  )

/** What invoices ask for, still open, of the charges that an arrangement let wait. */
export const billedItems = (
  tx: Tx,
  municipalityId: bigint,
  { type, id }: MarkSource
): Promise<ArrangedItem[]> =>
  query<ArrangedItem>(
    tx,
    `select ${ITEM}, i.open_cents as "amountCents"
       from receivables_items i
      where i.municipality_id = ? and i.state = 'open' and i.withheld_cents = 0
        and exists (select from receivables_pending_charges p
                     where p.municipality_id = i.municipality_id and p.source_type = ? and p.source_id = ? and p.state = 'billed'
                       and p.billed_origin_type = i.origin_type and p.billed_origin_id = i.origin_id
                       and p.charge_type = i.charge_type and p.component = i.component
                       and p.amount_cents = i.amount_cents)
      order by i.id for update of i`,
    [municipalityId, type, id]
  )

export const arrangedItem = ITEM

/** Says which items money for the former papers settles first: banks accept them for long (DECISIONS 42). */
export async function succeedArrangement(
  tx: Tx,
  {
    municipalityId,
    source,
    itemIds,
  }: {
    readonly municipalityId: bigint
    readonly source: MarkSource
    readonly itemIds: readonly bigint[]
  }
): Promise<void> {
  await query(
    tx,
    `update receivables_arrangements set successor_item_ids = ? where municipality_id = ? and source_type = ? and source_id = ?`,
    [itemIds, municipalityId, source.type, source.id]
  )
}
