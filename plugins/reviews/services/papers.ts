import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Json, type Tx, query } from '#core/database/index'
import { type Issued, type Standing, issueDocument, issueOnce } from '#core/documents/index'
import { effectiveType } from '#core/records/index'
import { format } from '#core/web/index'
import {
  type CustomerContact,
  type UtilityIdentity,
  customerContact,
  premiseIdentity,
} from '#plugins/registry/api'
import type { FormData } from '../documents/form/type.ts'
import type { ReportData } from '../documents/report/type.ts'
import type { PaperSubject, PaperUtility } from '../documents/shared.ts'
import { ORIGINS, OUTCOMES, wordsOf } from '../records/options.ts'
import { reviews } from '../records/reviews.ts'
import { type ReviewRow, concludedReview, lockReview } from './find_review.ts'
import { monthInvoices } from './standing_invoice.ts'

const SUBJECT = 'reviews.reviews'

/** Who provides the service, on a day. */
export async function utilityOn(
  tx: Tx,
  municipalityId: bigint,
  date: CivilDate
): Promise<PaperUtility> {
  const key = 'registry.utility_identity'
  const utility = await parameterWithin<UtilityIdentity>(tx, { key, municipalityId, date })
  const { name, short_name: shortName, cnpj, address, sac_phone: phone } = utility
  return { name, short_name: shortName, cnpj, address, sac_phone: phone }
}

interface Printing {
  readonly on: CivilDate
  /** Whether the CPF stands whole. */
  readonly seesPersonal: boolean
}

async function subjectOf(
  tx: Tx,
  review: ReviewRow,
  { on, seesPersonal }: Printing
): Promise<PaperSubject> {
  const { municipality_id: municipalityId, premise_id: premiseId } = review
  const premise = await premiseIdentity(tx, municipalityId, { premiseId, on })
  const customer = await customerContact(tx, municipalityId, review.customer_id)
  return {
    ...{ number: review.number, reference: review.reference },
    ...{ requested_on: review.requested_on, requester: review.requester_name },
    customer: { name: customer.name, tax_id: taxIdText(customer, seesPersonal) },
    registration: premise.registration_number,
    address: {
      ...{ street: premise.street, number: premise.number ?? 's/n' },
      ...{ complement: premise.complement || null, district: premise.district },
      ...{ postal_code: premise.zip_code, locality: premise.locality, city: premise.city },
    },
  }
}

const taxIdText = ({ taxpayer_id: id }: CustomerContact, isWhole: boolean) =>
  id && (isWhole ? format.taxpayer(id) : format.maskedTaxpayer(id))

/** The phase of a review in the words of its workflow. */
export async function phaseOf(municipalityId: bigint, status: string) {
  const type = await effectiveType(reviews, municipalityId)
  const options = type.fields.find(({ name }) => name === 'status')?.options ?? []
  const { label, tone } = options.find(({ value }) => value === status) ?? { label: status }
  return { label, tone: tone ?? 'neutral' }
}

async function sourceTitle(
  tx: Tx,
  { municipality_id: id, alternative_source_type: code }: ReviewRow
) {
  if (code === null) return null
  const [row] = await query<{ title: string }>(
    tx,
    'select title from reviews_source_types where municipality_id = ? and code = ?',
    [id, code]
  )
  return row?.title ?? code
}

/** Prints the form as it is stored today; each print is a document of its own. Errors: E_REVIEWS_UNKNOWN. */
export async function issueForm(
  { tx, municipalityId, actor, now: at }: ActionContext,
  id: bigint
): Promise<Issued & { readonly number: string }> {
  const review = await lockReview(tx, municipalityId, id)
  const on = await todayIn(tx, municipalityId)
  const { label: phase } = await phaseOf(municipalityId, review.status)
  const data: FormData = {
    utility: await utilityOn(tx, municipalityId, on),
    ...{ printed_on: on, printed_by: actor.name, phase, origin: wordsOf(ORIGINS, review.origin) },
    opened_by: review.opened_by_name,
    ...(await subjectOf(tx, review, {
      ...{ on, seesPersonal: actor.permissions.has('registry.personal_data') },
    })),
    ...{ residents: review.residents, has_pool: review.has_pool, pool_note: review.pool_note },
    has_washing_machine: review.has_washing_machine,
    ...{ has_water_tank: review.has_water_tank, description: review.description },
    has_alternative_source: review.has_alternative_source,
    alternative_source_type: await sourceTitle(tx, review),
  }
  const issued = await issueDocument(tx, {
    ...{ municipalityId, template: 'reviews.form', on, at, actor },
    ...{ subject: { type: SUBJECT, id }, data: data as unknown as Json },
  })
  return { ...issued, number: review.number }
}

/**
 * The final report, issued once for each invoice that the review made: printed again, it comes out as it was. Errors:
 * E_REVIEWS_UNKNOWN, E_REVIEWS_NOT_CONCLUDED.
 */
export async function issueReport(
  { tx, municipalityId, actor, now: at }: ActionContext,
  id: bigint
): Promise<Standing & { readonly number: string }> {
  const review = await concludedReview(tx, municipalityId, id)
  const on = await todayIn(tx, municipalityId)
  const key = `report/${review.concluded_on}/${review.corrected_invoice_id ?? 0}`
  const [issued] = await issueOnce(tx, {
    ...{ municipalityId, template: 'reviews.report', on, at, actor },
    wanted: [{ subject: { type: SUBJECT, id }, key }],
    data: async () => [(await reportData(tx, review, { on, by: actor.name })) as unknown as Json],
  })
  return { ...issued!, number: review.number }
}

type Concluded = Awaited<ReturnType<typeof concludedReview>>

async function reportData(
  tx: Tx,
  review: Concluded,
  { on, by }: { readonly on: CivilDate; readonly by: string }
): Promise<ReportData> {
  const { municipality_id: municipalityId, premise_id: premiseId, reference } = review
  const versions = await monthInvoices(tx, municipalityId, { premiseId, reference })
  const named = (id: bigint | null) => {
    const found = versions.find((one) => one.id === id)
    if (!found) return null
    const { number, billed_m3: billedM3, total_cents: total, due_on: dueOn } = found
    return { number, billed_m3: billedM3, total_cents: String(total), due_on: dueOn }
  }
  const visits = await query<ReportData['visits'][number]>(
    tx,
    `select v.visit_on, u.full_name as responsible, v.finding
       from reviews_visits v join access_users u on u.id = v.responsible_id
      where v.municipality_id = ? and v.review_id = ? and v.status = 'done' order by v.visit_on, v.visit_time, v.id limit 50`,
    [municipalityId, review.id]
  )
  return {
    utility: await utilityOn(tx, municipalityId, on),
    ...{ concluded_on: review.concluded_on, issued_by: by },
    ...(await subjectOf(tx, review, { on, seesPersonal: false })),
    ...{ description: review.description, visits },
    ...{ outcome: wordsOf(OUTCOMES, review.outcome), report: review.report },
    contested: named(review.invoice_id),
    corrected: named(review.corrected_invoice_id),
  }
}
