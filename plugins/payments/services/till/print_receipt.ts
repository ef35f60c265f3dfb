import type { ActionContext } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import { parameterWithin } from '#core/configuration/index'
import { type Json, query } from '#core/database/index'
import { issueDocument } from '#core/documents/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import { type TillReceiptData, tillReceiptDocument } from '../../documents/till_receipt.ts'
import { WAY_TITLES } from '../../records/till_options.ts'
import type { TillPayment } from './receive.ts'
import type { TillSession } from './session.ts'

interface Printed {
  readonly id: bigint
  readonly session: TillSession
  readonly payment: TillPayment
  readonly changeCents: bigint
}

interface Row {
  readonly amount_cents: bigint
  readonly tendered_cents: bigint | null
  readonly authentication: string
  readonly number: string
  readonly reference: string
  readonly due_on: string
  readonly payer: string
  readonly registration: string | null
}

/** The paper that the customer takes; kept as it was handed over. @returns its id */
export async function issueTillReceipt(
  { tx, municipalityId, actor, now }: ActionContext,
  { id, session, payment, changeCents }: Printed
): Promise<bigint> {
  const [row] = await query<Row>(
    tx,
    `select m.amount_cents, m.tendered_cents, m.authentication, d.number, d.reference, d.due_on, c.name as payer,
            p.registration_number as registration
       from payments_till_moves m join receivables_documents d on d.id = m.document_id
       join registry_customers c on c.id = d.debtor_id left join registry_premises p on p.id = d.premise_id
      where m.id = ?`,
    [id]
  )
  const on = await todayIn(tx, municipalityId)
  const { name, cnpj } = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: on },
  })
  const data: TillReceiptData = {
    utility: { name, cnpj },
    till: session.name,
    ...{ by: actor.name, paid_on: on, payer: row!.payer, registration: row!.registration },
    ...{ number: row!.number, reference: row!.reference, due_on: row!.due_on },
    ...{ amount_cents: String(row!.amount_cents), way: WAY_TITLES[payment.way] },
    tendered_cents: row!.tendered_cents === null ? null : String(row!.tendered_cents),
    ...{ change_cents: String(changeCents), authentication: row!.authentication },
  }
  const issued = await issueDocument(tx, {
    ...{ municipalityId, template: tillReceiptDocument.name, on, at: now, actor },
    ...{ subject: { type: 'payments.till_moves', id }, data: data as unknown as Json },
  })
  return issued.id
}
