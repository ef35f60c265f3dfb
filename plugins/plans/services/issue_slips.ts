import { addDays, monthOf } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { copyRows, takeIds } from '#core/database/index'
import {
  type CollectionProfile,
  chargeTypeNamed,
  chargeTypes,
  issueItemsAndDocuments,
  succeedArrangement,
} from '#plugins/receivables/api'
import type { Context, Made } from './sign.ts'
import { PLANS, PLAN_CHARGE, SLIPS } from './standing_plan.ts'

/** The down payment: one document or, of services, a booklet of several, each with its own barcode (TR-3.2.9.1.14). */
export async function issueSlips(context: Context, { id, quote, today }: Made): Promise<void> {
  const { tx, municipalityId } = context
  const { slips, party } = quote
  if (slips.length === 0) return
  const at = (key: string) => ({ key, municipalityId, date: today })
  const validDays = await parameterWithin<number>(tx, at('receivables.valid_days'))
  const profile = await parameterWithin<CollectionProfile>(tx, at('receivables.collection_profile'))
  const { beneficiary } = chargeTypeNamed(await chargeTypes(tx, municipalityId), PLAN_CHARGE)
  const ids = await takeIds(tx, 'plans_slips', slips.length)
  const itemIds = await takeIds(tx, 'receivables_items', slips.length)
  const documentIds = await takeIds(tx, 'receivables_documents', slips.length)
  const common = {
    premiseId: party.premise.id,
    debtorId: party.debtorId,
    reference: monthOf(today),
  }
  const documents = await issueItemsAndDocuments(tx, {
    ...{ municipalityId, profile, bornOn: today },
    items: slips.map(({ amountCents, dueOn }, index) => ({
      ...{ ...common, id: itemIds[index]!, chargeType: PLAN_CHARGE, category: null, dueOn },
      ...{ component: 'principal', beneficiaryId: beneficiary.id, amountCents },
      ...{ openCents: amountCents, originType: SLIPS, originId: ids[index]! },
    })),
    documents: slips.map(({ amountCents, dueOn }, index) => ({
      ...{ ...common, id: documentIds[index]!, kind: 'plan', issuedOn: today, dueOn },
      ...{ validUntil: addDays(dueOn, validDays), version: 1, replacesId: null },
      lines: [{ itemId: itemIds[index]!, amountCents }],
    })),
  })
  await copyRows(
    tx,
    'plans_slips',
    [
      ...['id', 'municipality_id', 'agreement_id', 'number', 'of_slips', 'due_on', 'amount_cents'],
      ...['item_id', 'document_id', 'document_number'],
    ],
    slips.map((slip, index) => [
      ...[ids[index]!, municipalityId, id, slip.number, slips.length, slip.dueOn, slip.amountCents],
      ...[itemIds[index]!, documentIds[index]!, documents[index]!.number],
    ])
  )
  await succeedArrangement(tx, { municipalityId, source: { type: PLANS, id }, itemIds })
}
