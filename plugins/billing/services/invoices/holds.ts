import { type CivilDate } from '#core/calendar/index'
import { type Tx, canonicalJson, query } from '#core/database/index'

export type HoldKind = 'bank_confirmation' | 'administrative' | 'judicial' | 'review'

/** What a hold keeps an invoice out of. */
export const SUSPENDED = ['cut', 'notices', 'listing', 'register'] as const

/** Payload of `billing.held`: open invoices were put on hold. */
export interface HeldBatch {
  readonly invoiceIds: readonly bigint[]
  readonly kind: HoldKind
}

export interface NewHold {
  readonly municipalityId: bigint
  readonly invoiceId: bigint
  readonly kind: HoldKind
  readonly at: Date
  /** Last day; null: until somebody takes it off. */
  readonly untilOn: CivilDate | null
  readonly reasonCode: string
  readonly reason: string
  readonly author: { readonly userId: bigint | null; readonly name: string }
}

/** Puts an invoice on hold; one that stands is taken off first. */
export async function placeHold(tx: Tx, hold: NewHold): Promise<void> {
  const { municipalityId, invoiceId, kind, at, untilOn, reasonCode, reason, author } = hold
  await releaseHolds(tx, {
    ...{ municipalityId, invoiceIds: [invoiceId], by: author.name, at },
    why: 'Outra situação tomou o lugar',
  })
  await query(
    tx,
    `insert into billing_invoice_holds
       (municipality_id, invoice_id, kind, from_at, until_on, author_id, author_name, suspends, reason_code, reason)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[municipalityId, invoiceId, kind, at, untilOn, author.userId, author.name],
      ...[canonicalJson([...SUSPENDED]), reasonCode, reason],
    ]
  )
  await query(tx, 'update billing_invoices set hold = ? where municipality_id = ? and id = ?', [
    ...[kind, municipalityId, invoiceId],
  ])
}

export interface Release {
  readonly municipalityId: bigint
  readonly invoiceIds: readonly bigint[]
  readonly by: string
  readonly at: Date
  readonly why: string
  /** Only holds of this kind. */
  readonly kind?: HoldKind
}

/** Takes invoices off hold. @returns those that were on it */
export async function releaseHolds(
  tx: Tx,
  { municipalityId, invoiceIds, by, at, why, kind }: Release
): Promise<readonly bigint[]> {
  const released = await query<{ invoice_id: bigint }>(
    tx,
    `update billing_invoice_holds set released_at = ?, released_by = ?, release_reason = ?
      where municipality_id = ? and invoice_id = any(?::bigint[]) and released_at is null
        and (?::text is null or kind = ?)
      returning invoice_id`,
    [at, by, why, municipalityId, invoiceIds, kind ?? null, kind ?? null]
  )
  const ids = released.map((row) => row.invoice_id)
  if (ids.length) {
    await query(tx, 'update billing_invoices set hold = null where id = any(?::bigint[])', [ids])
  }
  return ids
}

/** A hold stays with the debt when a correction puts another invoice in its place. */
export async function moveHolds(
  tx: Tx,
  pairs: readonly { readonly originId: bigint; readonly successorId: bigint }[]
): Promise<void> {
  const columns = [
    pairs.map(({ originId }) => originId),
    pairs.map(({ successorId }) => successorId),
  ]
  await query(
    tx,
    `update billing_invoice_holds h set invoice_id = u.successor
       from unnest(?::bigint[], ?::bigint[]) as u(origin, successor)
      where h.invoice_id = u.origin and h.released_at is null`,
    columns
  )
  await query(
    tx,
    `update billing_invoices n set hold = o.hold
       from unnest(?::bigint[], ?::bigint[]) as u(origin, successor)
       join billing_invoices o on o.id = u.origin
      where n.id = u.successor and o.hold is not null`,
    columns
  )
  await query(
    tx,
    'update billing_invoices set hold = null where id = any(?::bigint[]) and hold is not null',
    [columns[0]!]
  )
}

/** Invoices of some premises that are on hold on a day: no debt of theirs is asked for. */
export async function heldInvoices(
  tx: Tx,
  municipalityId: bigint,
  { premiseIds, on }: { readonly premiseIds: readonly bigint[]; readonly on: CivilDate }
): Promise<readonly bigint[]> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select distinct i.id from billing_invoices i
       join billing_invoice_holds h on h.municipality_id = i.municipality_id and h.invoice_id = i.id
      where i.premise_id = any(?::bigint[]) and i.municipality_id = ?
        and h.from_at::date <= ? and (h.released_at is null or h.released_at::date > ?)
        and (h.until_on is null or h.until_on >= ?)`,
    [premiseIds, municipalityId, on, on, on]
  )
  return rows.map(({ id }) => id)
}

/** When an invoice was on hold: from a day until another, which is no longer part of it; null: it still is. */
export interface HoldSpan {
  readonly invoiceId: bigint
  readonly from: CivilDate
  readonly until: CivilDate | null
}

/** The holds of the invoices of some premises that began by a day, those that ended too. */
export function holdSpans(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  { premiseIds, on }: { readonly premiseIds: readonly bigint[]; readonly on: CivilDate }
): Promise<HoldSpan[]> {
  return query<HoldSpan>(
    tx,
    `select h.invoice_id as "invoiceId", h.from_at::date as "from", least(h.released_at::date, h.until_on + 1) as until
       from billing_invoices i
       join billing_invoice_holds h on h.municipality_id = i.municipality_id and h.invoice_id = i.id
      where i.premise_id = any(?::bigint[]) and i.municipality_id = ? and h.from_at::date <= ?`,
    [premiseIds, municipalityId, on]
  )
}
