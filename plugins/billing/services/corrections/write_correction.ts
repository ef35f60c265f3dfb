import type { ActionContext } from '#core/actions/index'
import { type Tx, canonicalJson, query } from '#core/database/index'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import type { CorrectionKind } from '../../domain/correction_kinds.ts'
import type { SetChanges } from './corrected_set.ts'
import type { InvoiceRow } from '../invoices/invoice_rows.ts'
import type { CorrectionProcess, OpenCorrection } from './open_correction.ts'
import { watchCorrections } from './watch_corrections.ts'

interface NewCorrection {
  readonly kind: CorrectionKind
  readonly reasonCode: string
  readonly open: OpenCorrection
  readonly changes: SetChanges
  readonly members: readonly InvoiceRow[]
  readonly composed: readonly ComposedInvoice[]
  readonly paidCents: bigint
  readonly process?: CorrectionProcess | undefined
}

/** What an invoice charged, before credits paid of it. */
export const grossOf = (invoice: InvoiceRow): bigint => invoice.total_cents + invoice.credits_cents

/** Keeps a correction: who, when, why, what it changed and what the rule of the effects answered. */
export async function insertCorrection(
  context: ActionContext,
  correction: NewCorrection
): Promise<bigint> {
  const { tx, municipalityId, actor, now, reason } = context
  const { kind, reasonCode, open, changes, members, composed, paidCents, process } = correction
  const { invoice, today, rules, effects, kept } = open
  const before = members.reduce((sum, member) => sum + grossOf(member), 0n)
  const after = composed.reduce((sum, one) => sum + one.totalCents + one.creditsCents, 0n)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into billing_corrections
       (municipality_id, kind, invoice_id, premise_id, reference, reason_code, reason, corrected_on, corrected_at, author_id,
        author_name, before_cents, after_cents, paid_cents, changes, facts, message, pack_id, process_type, process_id, process_title)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, kind, invoice.id, invoice.premise_id, invoice.reference, reasonCode],
      ...[reason, today, now, actor.userId, actor.name, before, after, paidCents],
      ...[canonicalJson(changes as never), kept, effects.message, rules.pack.id],
      ...[process?.type ?? null, process?.id ?? null, process?.title ?? null],
    ]
  )
  await watchCorrections(context, { kind, reasonCode, on: today })
  return row!.id
}

interface Ended {
  readonly state: 'cancelled' | 'replaced'
  readonly pairs: readonly { readonly originId: bigint; readonly successorId: bigint | null }[]
}

/** Marks the invoices that a correction ended; of what they say nothing changes. */
export async function linkCorrection(
  tx: Tx,
  correctionId: bigint,
  { state, pairs }: Ended
): Promise<void> {
  await query(
    tx,
    'update billing_invoices set settlement = ?, ended_by_id = ? where id = any(?::bigint[])',
    [state, correctionId, pairs.map(({ originId }) => originId)]
  )
  const [first] = pairs
  if (first?.successorId) {
    await query(tx, 'update billing_corrections set successor_id = ? where id = ?', [
      first.successorId,
      correctionId,
    ])
    await query(
      tx,
      `update billing_invoices n set owed_by_id = o.owed_by_id
         from unnest(?::bigint[], ?::bigint[]) as u (origin, successor) join billing_invoices o on o.id = u.origin
        where n.id = u.successor and o.owed_by_id is not null`,
      [pairs.map(({ originId }) => originId), pairs.map(({ successorId }) => successorId)]
    )
  }
}
