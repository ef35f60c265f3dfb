import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, formatDate, parts } from '#core/calendar/index'
import { type Json, copyRows, isUniqueViolation, query } from '#core/database/index'
import { issueOnce } from '#core/documents/index'
import { isOutside } from '#core/records/index'
import type { OpenDebt } from '#plugins/receivables/api'
import { errors } from '../errors.ts'
import { bodyDebts } from './body_debts.ts'
import { demandData } from './demand_data.ts'

export const BODY = 'collections.bodies'
export const DEMAND = 'collections.demands'
export const DEMAND_DOCUMENT = 'collections.demand'

export interface PublicBody {
  readonly id: bigint
  readonly payingBodyId: bigint
  readonly name: string
}

export interface NewBody {
  readonly payingBodyId: bigint
  readonly sphere: string
  readonly contact?: string | undefined
}

/** A paying body is collected from as a public body of a sphere. */
export async function addBody(context: ActionContext, given: NewBody): Promise<PublicBody> {
  const { tx, municipalityId, actor } = context
  const subject = { type: 'registry.paying_bodies', id: given.payingBodyId }
  try {
    const [row] = await query<PublicBody>(
      tx,
      `insert into collections_bodies (municipality_id, body_id, name, sphere, contact)
       select municipality_id, id, name, ?, ? from registry_paying_bodies where municipality_id = ? and id = ?
       returning id, body_id as "payingBodyId", name`,
      [given.sphere, given.contact ?? null, municipalityId, given.payingBodyId]
    )
    if (row && !(await isOutside(tx, actor, subject))) return row
  } catch (error) {
    if (isUniqueViolation(error)) throw errors.E_COLLECTIONS_BODY_TWICE()
    throw error
  }
  throw errors.E_COLLECTIONS_UNKNOWN({ what: 'órgão pagador', id: given.payingBodyId })
}

export async function lockBody(
  { tx, municipalityId, actor }: ActionContext,
  id: bigint
): Promise<PublicBody> {
  const [body] = await query<PublicBody>(
    tx,
    `select id, body_id as "payingBodyId", name from collections_bodies where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!body || (await isOutside(tx, actor, { type: BODY, id }))) {
    throw errors.E_COLLECTIONS_UNKNOWN({ what: 'órgão público', id })
  }
  return body
}

export interface Demand {
  readonly id: bigint
  readonly number: string
  readonly bodyId: bigint
  readonly body: string
  readonly units: number
  readonly amountCents: bigint
}

/** One letter for all that the units of a body owe, as it is today. @throws E_COLLECTIONS_BODY_NOTHING, E_COLLECTIONS_BODY_DUE */
export async function issueDemand(
  context: ActionContext,
  { id, dueOn }: { readonly id: bigint; readonly dueOn: CivilDate }
): Promise<Demand> {
  const { tx, municipalityId, actor, now: at } = context
  const body = await lockBody(context, id)
  const today = await todayIn(tx, municipalityId)
  if (dueOn < today) {
    throw errors.E_COLLECTIONS_BODY_DUE({ on: formatDate(dueOn), today: formatDate(today) })
  }
  const { payingBodyId, name } = body
  const { debts } = await bodyDebts(tx, { municipalityId, today, payingBodyId })
  if (debts.length === 0) throw errors.E_COLLECTIONS_BODY_NOTHING({ name })
  const demand = await writeDemand(context, { body, debts, today, dueOn })
  await issueOnce(tx, {
    ...{ municipalityId, template: DEMAND_DOCUMENT, on: today, at, actor },
    wanted: [{ subject: { type: DEMAND, id: demand.id }, key: 'letter' }],
    data: async () => [
      (await demandData(tx, { municipalityId, id: demand.id, today })) as unknown as Json,
    ],
  })
  return demand
}

interface Writing {
  readonly body: PublicBody
  readonly debts: readonly OpenDebt[]
  readonly today: CivilDate
  readonly dueOn: CivilDate
}

async function writeDemand(
  { tx, municipalityId, actor }: ActionContext,
  { body, debts, today, dueOn }: Writing
): Promise<Demand> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('collections.demands', ?))`, [
    municipalityId,
  ])
  const { year } = parts(today)
  const units = new Set(debts.map(({ premiseId }) => premiseId)).size
  const amountCents = debts.reduce((sum, { openCents }) => sum + openCents, 0n)
  const [row] = await query<{ id: bigint; number: string }>(
    tx,
    `insert into collections_demands (municipality_id, public_body_id, year, sequence, issued_on, due_on, issued_by, units, debts,
       amount_cents)
     select ?, ?, ?, coalesce(max(sequence), 0) + 1, ?, ?, ?, ?, ?, ? from collections_demands
      where municipality_id = ? and year = ? returning id, number`,
    [
      ...[municipalityId, body.id, year, today, dueOn, actor.name, units, debts.length],
      ...[amountCents, municipalityId, year],
    ]
  )
  const demand = row!
  await copyRows(
    tx,
    'collections_demand_debts',
    [
      ...['municipality_id', 'demand_id', 'premise_id', 'origin_type', 'origin_id', 'reference'],
      ...['due_on', 'open_cents'],
    ],
    debts.map((debt) => [
      ...[municipalityId, demand.id, debt.premiseId, debt.origin.type, debt.origin.id],
      ...[debt.reference, debt.dueOn, debt.openCents],
    ])
  )
  return { ...demand, bodyId: body.id, body: body.name, units, amountCents }
}
