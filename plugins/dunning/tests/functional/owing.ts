import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { setParameter } from '#core/access/tests/support/people'
import { type CivilDate, type RefMonth, clock, monthOf } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { query, takeIds } from '#core/database/index'
import {
  type CollectionProfile,
  type IssuedDocument,
  chargeTypes,
  issueItemsAndDocuments,
} from '#plugins/receivables/api'
import { send, work } from '#tests/scenarios/support/people'
import { NOTICES, type NoticeTerms } from '../../configuration/parameters.ts'

export interface Unit {
  readonly id: bigint
  readonly registration_number: string
  readonly municipality_id: bigint
  readonly holder_id: bigint
}

/** Midday in the municipality. */
export const at = (day: string): void => clock.freeze(`${day}T16:00:00Z`)

/** Premises with active water, held since long ago, none of which owes anything. */
export async function unitsOwingNothing(): Promise<Unit[]> {
  await db.connection('owner').rawQuery(`
    truncate receivables_document_items, receivables_items cascade;
    delete from registry_holdings where role = 'holder' and until_on is not null;
    update registry_holdings set from_on = '2015-01-01' where role = 'holder';
    delete from registry_premise_economies where until_on is not null;
    update registry_premise_economies set from_on = '2015-01-01';
    delete from registry_social_benefits;
  `)
  return query<Unit>(
    db,
    `select p.id, p.registration_number, p.municipality_id, h.customer_id as holder_id from registry_premises p
       join registry_connections c on c.premise_id = p.id and c.service = 'water' and c.situation = 'active'
       join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
       join registry_premise_economies e on e.premise_id = p.id and e.category = 'RES'
      where p.kind = 'single' order by p.id limit 60`
  )
}

export interface Owed {
  readonly cents: bigint
  readonly dueOn: string
  readonly type?: string
  readonly origin?: string
}

export interface Debt {
  readonly originId: bigint
  readonly itemId: bigint
  readonly document: IssuedDocument
}

let origins = 900_000_000n

/** A bill that was due and is not paid. */
export async function owe(
  { id: premiseId, holder_id: debtorId, municipality_id: municipalityId }: Unit,
  { cents, dueOn, type = 'water', origin = 'billing.invoice' }: Owed
): Promise<Debt> {
  return db.transaction(async (tx) => {
    const types = await chargeTypes(tx, municipalityId)
    const [itemId] = await takeIds(tx, 'receivables_items', 1)
    const [id] = await takeIds(tx, 'receivables_documents', 1)
    const originId = ++origins
    const reference: RefMonth = monthOf(dueOn as CivilDate)
    const shared = { premiseId, debtorId, reference, dueOn: dueOn as CivilDate }
    const profile = await parameterInForce<CollectionProfile>(
      'receivables.collection_profile',
      municipalityId,
      clock.today('America/Cuiaba')
    )
    const [document] = await issueItemsAndDocuments(tx, {
      ...{ municipalityId, profile },
      items: [
        {
          ...{ ...shared, id: itemId!, chargeType: type, category: null, component: 'principal' },
          beneficiaryId: types.get(type)!.beneficiary.id,
          ...{ amountCents: cents, openCents: cents, originType: origin, originId },
        },
      ],
      documents: [
        {
          ...{ ...shared, id: id!, kind: 'invoice', issuedOn: dueOn as CivilDate },
          ...{ validUntil: '2030-12-31' as CivilDate, version: 1, replacesId: null },
          lines: [{ itemId: itemId!, amountCents: cents }],
        },
      ],
    })
    return { originId, itemId: itemId!, document: document! }
  })
}

export interface NoticeRow {
  readonly id: bigint
  readonly debtor_id: bigint
  readonly kind: string
  readonly state: string
  readonly number: string
  readonly issued_on: string
  readonly due_on: string
  readonly amount_cents: bigint
  readonly document_id: bigint
  readonly message: string
  readonly debts: number
  readonly ended_why: string | null
}

export const noticesOf = ({ id }: Pick<Unit, 'id'>) =>
  query<NoticeRow>(
    db,
    `select n.*, (select count(*)::int from dunning_notice_debts d where d.notice_id = n.id) as debts
       from dunning_notices n where premise_id = ? order by id`,
    [id]
  )

export async function termsInForce(): Promise<NoticeTerms> {
  const [municipality] = await query<{ id: bigint }>(db, 'select id from access_municipalities')
  return parameterInForce<NoticeTerms>(NOTICES, municipality!.id, clock.today('America/Cuiaba'))
}

/** The terms in force with some changed, from today. */
export const setTerms = async (change: Partial<NoticeTerms>): Promise<void> =>
  setParameter(NOTICES, { ...(await termsInForce()), ...change })

/** Issues notices from the screen, to the end of the run; a minute later each time, since an instant is one run. */
export async function generate(client: ApiClient, isPreview = false) {
  clock.freeze(new Date(clock.now().getTime() + 60_000))
  const form = isPreview ? { preview: 'true' } : {}
  return work(await send(client, 'bruno', '/dunning/generate/notices', form), 'bruno')
}
