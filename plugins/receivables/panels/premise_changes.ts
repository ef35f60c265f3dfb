import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'

interface ChangeRow {
  readonly kind: 'transferred' | 'reversed'
  readonly receipt_id: bigint
  readonly changed_at: Date
  readonly amount_cents: bigint
  readonly user_name: string
  readonly reason: string | null
  readonly from_premise_id: bigint | null
  readonly from_number: string | null
  readonly from_registration: string | null
  readonly to_number: string | null
  readonly to_registration: string | null
}

const SHOWN = 5

/** Payments that left a unit or came to it: both units tell of the same move, with who did it and why. */
export const premiseChangesPanel: Panel = {
  name: 'receivables.premise_changes',
  on: 'registry.premises',
  title: 'Pagamentos transferidos e estornados',
  permission: 'receivables.read',
  place: 12,
  view: 'receivables::premise_changes',
  async load({ tx, municipalityId, row }: PageContext) {
    const changes = await query<ChangeRow>(
      tx,
      `select c.kind, c.receipt_id, c.changed_at, c.amount_cents, c.user_name, c.reason, c.from_premise_id,
              f.number as from_number, fp.registration_number as from_registration, t.number as to_number,
              tp.registration_number as to_registration
         from (select id from receivables_receipt_changes
                where municipality_id = ? and from_premise_id = ? and kind in ('transferred', 'reversed')
               union
               select id from receivables_receipt_changes
                where municipality_id = ? and to_premise_id = ? and kind = 'transferred'
               order by id desc limit ${SHOWN}) own
         join receivables_receipt_changes c on c.id = own.id
         left join receivables_documents f on f.id = c.from_document_id
         left join registry_premises fp on fp.id = c.from_premise_id
         left join receivables_documents t on t.id = c.to_document_id
         left join registry_premises tp on tp.id = c.to_premise_id
        order by c.id desc`,
      [municipalityId, row.id, municipalityId, row.id]
    )
    if (changes.length === 0) return null
    return changes.map((one) => ({ ...one, isOut: one.from_premise_id === row.id }))
  },
}
