import type { ActionContext } from '#core/actions/index'
import { type CivilDate, addDays, monthOf } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { copyRows, takeIds } from '#core/database/index'
import {
  type ChargeType,
  type CollectionProfile,
  chargeTypeNamed,
  chargeTypes,
  issueItemsAndDocuments,
} from '#plugins/receivables/api'
import type { PlannedSlip } from '../../domain/booklet.ts'
import type { IssuedBatch } from '../../domain/issued_batch.ts'
import { WASTE } from '../../domain/severed_waste.ts'

export const SLIP_ORIGIN = 'billing.waste_slips'

type Context = Pick<ActionContext, 'tx' | 'municipalityId' | 'participate'>

/** The slips of a round, to be issued. */
export interface NewSlips {
  readonly bookletId: bigint
  readonly premiseId: bigint
  readonly customerId: bigint
  readonly packId: bigint
  readonly round: number
  readonly issuedOn: CivilDate
  readonly slips: readonly PlannedSlip[]
}

/** Slips with their items and documents, each table by COPY, and what they charge, posted on the day of issue. */
export async function writeSlips(context: Context, given: NewSlips): Promise<void> {
  const { tx, municipalityId } = context
  const { slips, bookletId, customerId, round, issuedOn } = given
  const type = chargeTypeNamed(await chargeTypes(tx, municipalityId), WASTE)
  const ids = await takeIds(tx, 'billing_waste_slips', slips.length)
  const documents = await issueDocuments(context, { ...given, ids, type })
  await copyRows(
    tx,
    'billing_waste_slips',
    [
      ...['id', 'municipality_id', 'booklet_id', 'customer_id', 'round', 'number', 'of_slips'],
      ...['reference', 'due_on', 'total_cents', 'document_id', 'document_number'],
      'posted_reference',
    ],
    slips.map((slip, index) => [
      ...[ids[index]!, municipalityId, bookletId, customerId, round, slip.number, slip.of],
      ...[slip.reference, slip.dueOn, slip.amountCents, documents[index]!.id],
      ...[documents[index]!.number, monthOf(issuedOn)],
    ])
  )
  await post(context, { ...given, ids, type })
}

interface Numbered extends NewSlips {
  readonly ids: readonly bigint[]
  readonly type: ChargeType
}

async function issueDocuments({ tx, municipalityId }: Context, given: Numbered) {
  const { slips, ids, premiseId, customerId: debtorId, issuedOn, type } = given
  const at = (key: string) => ({ key, municipalityId, date: issuedOn })
  const validDays = await parameterWithin<number>(tx, at('receivables.valid_days'))
  const profile = await parameterWithin<CollectionProfile>(tx, at('receivables.collection_profile'))
  const itemIds = await takeIds(tx, 'receivables_items', slips.length)
  const documentIds = await takeIds(tx, 'receivables_documents', slips.length)
  const common = { premiseId, debtorId }
  return issueItemsAndDocuments(tx, {
    ...{ municipalityId, profile },
    items: slips.map(({ reference, amountCents, dueOn }, index) => ({
      ...{ ...common, id: itemIds[index]!, reference, chargeType: WASTE, category: null },
      ...{ component: 'principal', beneficiaryId: type.beneficiary.id, amountCents, dueOn },
      ...{ openCents: amountCents, originType: SLIP_ORIGIN, originId: ids[index]! },
    })),
    documents: slips.map(({ reference, amountCents, dueOn }, index) => ({
      ...{ ...common, id: documentIds[index]!, kind: 'extract', reference, issuedOn, dueOn },
      ...{ validUntil: addDays(dueOn, validDays), version: 1, replacesId: null },
      lines: [{ itemId: itemIds[index]!, amountCents }],
    })),
  })
}

async function post({ participate }: Context, given: Numbered): Promise<void> {
  const { slips, ids, premiseId, packId, issuedOn, type } = given
  await participate<IssuedBatch>('billing.issued', {
    ...{ runId: null, sourceType: SLIP_ORIGIN, reference: monthOf(issuedOn) },
    ...{ postedOn: issuedOn, packId, credits: [] },
    charges: slips.map(({ amountCents }, index) => ({
      ...{ chargeId: ids[index]!, invoiceId: ids[index]!, premiseId, chargeType: WASTE },
      ...{ service: 'other', category: null, component: 'principal', amountCents },
      ...{ beneficiaryId: type.beneficiary.id, beneficiaryKind: type.beneficiary.kind },
      pendingId: null,
    })),
  })
}
