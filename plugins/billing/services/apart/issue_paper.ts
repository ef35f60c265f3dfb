import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { takeIds } from '#core/database/index'
import {
  type CollectionProfile,
  type NewDocument,
  type NewItem,
  issueItemsAndDocuments,
} from '#plugins/receivables/api'
import { errors } from '../../errors.ts'

type Context = Pick<ActionContext, 'tx' | 'municipalityId'>

/** The day of issue, which is today, for a paper due on a day. @throws E_BILLING_DUE_PAST */
export async function issueDay(
  { tx, municipalityId }: Context,
  dueOn: CivilDate
): Promise<CivilDate> {
  const today = await todayIn(tx, municipalityId)
  if (dueOn < today) throw errors.E_BILLING_DUE_PAST({ on: formatDate(dueOn) })
  return today
}

interface NewPaper extends Pick<
  NewDocument,
  'kind' | 'debtorId' | 'reference' | 'issuedOn' | 'dueOn' | 'lines'
> {
  /** New items that it asks for; those of `lines` that exist already are not among them. */
  readonly items: readonly NewItem[]
  /** Of what is asked for at one premise; nothing, when not said. */
  readonly premiseId?: bigint
}

/** One payable document outside the run, with the profile and the term of its day of issue. */
export async function issuePaper(
  { tx, municipalityId }: Context,
  { items, ...document }: NewPaper
): Promise<{ readonly documentId: bigint; readonly number: string }> {
  const { issuedOn, dueOn } = document
  const on = (key: string) => ({ key, municipalityId, date: issuedOn })
  const validDays = await parameterWithin<number>(tx, on('receivables.valid_days'))
  const profile = await parameterWithin<CollectionProfile>(tx, on('receivables.collection_profile'))
  const [id] = await takeIds(tx, 'receivables_documents', 1)
  const validUntil = addDays(dueOn, validDays)
  const [paper] = await issueItemsAndDocuments(tx, {
    ...{ municipalityId, profile, items },
    documents: [
      { premiseId: null, ...document, id: id!, validUntil, version: 1, replacesId: null },
    ],
  })
  return { documentId: id!, number: paper!.number }
}
