import type { ActionContext } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { type CollectionCase, lockCase } from './cases.ts'
import { prioritise } from './prioritise.ts'
import { type NewPromise, makePromise } from './promise.ts'

export interface NewContact {
  readonly caseId: bigint
  readonly channel: string
  readonly result: string
  readonly spokeWith?: string | undefined
  readonly note?: string | undefined
  readonly seconds?: number | undefined
  readonly campaignId?: bigint | undefined
  readonly nextOn?: CivilDate | undefined
  readonly promise: NewPromise | null
}

export interface Contact {
  readonly id: bigint
  readonly caseId: bigint
  readonly premiseId: bigint
  readonly number: string
  /** Title of the result. */
  readonly result: string
}

/** Keeps a contact with what was promised in it; who makes one of a case of nobody has it from then on. */
export async function recordContact(context: ActionContext, given: NewContact): Promise<Contact> {
  const { tx, municipalityId, actor, now } = context
  const of = await lockCase(context, given.caseId)
  const today = await todayIn(tx, municipalityId)
  checkNext(given.nextOn, today)
  const result = await resultOf(context, given.result)
  if (given.campaignId) await inCampaign(context, of, { id: given.campaignId, ...result })
  const collectorId = of.collectorId ?? actor.userId
  const nextOn = given.nextOn ?? (given.promise && addDays(given.promise.on, 1))
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into collections_contacts (municipality_id, case_id, premise_id, debtor_id, campaign_id, made_on, made_at, channel,
       spoke_with, result, note, seconds, next_on, collector_id, made_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, of.id, of.premiseId, of.debtorId, given.campaignId ?? null, today, now],
      ...[given.channel, given.spokeWith ?? null, given.result, given.note ?? null],
      ...[given.seconds ?? null, nextOn ?? null, actor.userId, actor.name],
    ]
  )
  if (given.promise) {
    await makePromise(context, given.promise, { of, contactId: row!.id, today, collectorId })
  }
  await query(
    tx,
    `update collections_cases
        set last_contact_on = ?, last_result = ?, next_action_on = ?, next_action = ?, collector_id = ?, is_kept = true
      where id = ?`,
    [
      ...[today, given.result, nextOn ?? null, nextOn ? 'Voltar a falar' : null],
      ...[collectorId, of.id],
    ]
  )
  await prioritise(tx, { municipalityId, today, premiseIds: [of.premiseId] })
  return {
    ...{ id: row!.id, caseId: of.id, premiseId: of.premiseId, number: of.number },
    result: result.title,
  }
}

/** @throws E_COLLECTIONS_NEXT_PAST */
export function checkNext(on: CivilDate | undefined, today: CivilDate): void {
  if (on && on < today) {
    throw errors.E_COLLECTIONS_NEXT_PAST({ on: formatDate(on), today: formatDate(today) })
  }
}

interface Result {
  readonly title: string
  readonly meaning: string
}

async function resultOf({ tx, municipalityId }: ActionContext, code: string): Promise<Result> {
  const [row] = await query<Result>(
    tx,
    'select title, meaning from collections_results where municipality_id = ? and code = ? and is_active',
    [municipalityId, code]
  )
  if (!row) throw errors.E_COLLECTIONS_RESULT({ code })
  return row
}

/** The case is one of the campaign's, and now was tried. */
async function inCampaign(
  { tx, municipalityId }: ActionContext,
  of: CollectionCase,
  { id, meaning }: Result & { readonly id: bigint }
): Promise<void> {
  const isAnswered = meaning === 'answered' || meaning === 'transferred'
  const rows = await query(
    tx,
    `update collections_members m
        set state = case when ? or m.state = 'answered' then 'answered' else 'dialled' end
       from collections_campaigns k
      where k.id = m.campaign_id and k.municipality_id = ? and k.id = ? and k.state = 'open' and m.case_id = ?
      returning m.id`,
    [isAnswered, municipalityId, id, of.id]
  )
  if (rows.length) return
  const [campaign] = await query<{ name: string }>(
    tx,
    'select name from collections_campaigns where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!campaign) throw errors.E_COLLECTIONS_UNKNOWN({ what: 'campanha', id })
  throw errors.E_COLLECTIONS_CAMPAIGN({ number: of.number, name: campaign.name })
}
