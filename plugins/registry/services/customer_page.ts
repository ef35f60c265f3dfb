import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import {
  type PageContext,
  type RecordField,
  attachmentSummary,
  latelyDone,
  newestNotes,
  seesPersonal,
  showValue,
} from '#core/records/index'
import { CONSENTS, CONTACT_KINDS, SPECIAL_NEEDS } from '../records/customer_options.ts'
import { CUSTOMER_KINDS } from '../records/options.ts'
import { customerPremises } from './customer_premises.ts'

const RECORD = 'registry.customers'
const SHOWN = { now: 6, before: 3, contacts: 5, notes: 3, lately: 6, merges: 5 }

const labelIn = (
  options: readonly { readonly value: string; readonly label: string }[],
  wanted: unknown
) => options.find(({ value }) => value === wanted)?.label ?? null

/** What the page of a customer says at once: who, how to reach them, what they answer for, what is kept and what happened. */
export async function loadCustomerPage(context: PageContext) {
  const { tx, actor, municipalityId, row } = context
  const now = await customerPremises(context, { isNow: true, most: SHOWN.now })
  const place = { actor, record: RECORD, id: row.id }
  const contacts = await contactsOf(context)
  return {
    kind: labelIn(CUSTOMER_KINDS, row.kind),
    needs: labelIn(SPECIAL_NEEDS, row.special_needs),
    taxpayer: shown(context, { name: 'taxpayer_id', type: 'taxpayer' }),
    now,
    before: await customerPremises(context, { isNow: false, most: SHOWN.before }),
    contacts,
    documents: await attachmentSummary(tx, place),
    notes: await newestNotes(tx, { ...place, most: SHOWN.notes }),
    lately: await latelyDone(tx, municipalityId, {
      subjects: [
        { type: RECORD, ids: [row.id] },
        { type: 'registry.customer_contacts', ids: contacts.ids },
        { type: 'registry.premises', ids: now.shown.map(({ id }) => id) },
      ],
      most: SHOWN.lately,
    }),
    merges: await standingMerges(context),
    may: {
      write: actor.permissions.has('registry.write'),
      merge: actor.permissions.has('registry.merge'),
    },
  }
}

/** A field of the customer as the person may see it; null when it is empty. */
function shown(
  { actor, timeZone, row }: PageContext,
  { name, type }: Pick<RecordField, 'name' | 'type'>,
  value: unknown = row[name]
): string | null {
  if (value === null || value === undefined || value === '') return null
  const field: RecordField = { name, type, label: name, isPersonal: true }
  const isSeen = seesPersonal(actor, registries().records.get(RECORD))
  return showValue(field, value, { timeZone, seesPersonal: isSeen, reference: () => undefined })
    .text
}

interface StandingMerge {
  readonly id: bigint
  readonly name: string
  readonly code: string
  readonly merged_at: Date
  readonly merged_by: string
}

/** The customers that were merged into this one and still are, for who may undo it. */
async function standingMerges({ tx, actor, municipalityId, row }: PageContext) {
  if (!actor.permissions.has('registry.merge')) return []
  return query<StandingMerge>(
    tx,
    `select m.id, c.name, c.code, m.merged_at, m.merged_by
       from registry_customer_merges m join registry_customers c on c.id = m.merged_id
      where m.municipality_id = ? and m.kept_id = ? and m.undone_at is null order by m.id desc limit ${SHOWN.merges}`,
    [municipalityId, row.id]
  )
}

interface ContactRow {
  readonly id: bigint
  readonly kind: string
  readonly value: string
  readonly holder_name: string | null
  readonly is_preferred: boolean
  readonly verified_on: string | null
  readonly consent: string | null
}

/** The ways to reach a customer, the preferred first; without any in the list, what the customer's own record holds. */
async function contactsOf(context: PageContext) {
  const { tx, municipalityId, row } = context
  const rows = await query<ContactRow>(
    tx,
    `select id, kind, value, holder_name, is_preferred, verified_on, consent from registry_customer_contacts
      where municipality_id = ? and customer_id = ? and not is_retired
      order by is_preferred desc, verified_on desc nulls last, id limit ${SHOWN.contacts}`,
    [municipalityId, row.id]
  )
  const listed = rows.map((one) => ({
    ...one,
    kindName: labelIn(CONTACT_KINDS, one.kind),
    consentName: labelIn(CONSENTS, one.consent),
    text: shown(context, contactField(one.kind), one.value),
  }))
  const own = listed.length ? [] : ownContacts(context)
  return { ids: rows.map(({ id }) => id), listed, own, first: [...listed, ...own][0]?.text ?? null }
}

const contactField = (kind: string) => ({
  name: 'value',
  type: kind === 'email' ? ('email' as const) : ('phone' as const),
})

const OWN = [
  ['phone', 'mobile'],
  ['home_phone', 'home'],
  ['business_phone', 'business'],
  ['email', 'email'],
] as const

function ownContacts(context: PageContext) {
  return OWN.flatMap(([name, kind]) => {
    const text = shown(context, { ...contactField(kind), name })
    return text ? [{ kindName: labelIn(CONTACT_KINDS, kind), text }] : []
  })
}
