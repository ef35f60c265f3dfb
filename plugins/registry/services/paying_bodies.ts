import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { lockPremise } from './locked_premise.ts'

interface BodyOfPremise {
  readonly municipalityId: bigint
  readonly bodyId: bigint
  readonly premiseId: bigint
}

/** Links a premise to the body that pays for it. Errors: E_REGISTRY_BODY_UNKNOWN, E_REGISTRY_BODY_TAKEN. */
export async function linkToBody(
  tx: Tx,
  { municipalityId, bodyId, premiseId, from }: BodyOfPremise & { readonly from: CivilDate }
): Promise<{ readonly body: string; readonly premise: string }> {
  const name = await bodyName(tx, municipalityId, bodyId)
  const { registration_number: number } = await lockPremise(tx, { municipalityId, premiseId })
  const [taken] = await query<{ name: string }>(
    tx,
    `select b.name from registry_paying_body_premises l join registry_paying_bodies b on b.id = l.body_id
      where l.premise_id = ? and coalesce(l.until_on, ?) >= ?`,
    [premiseId, from, from]
  )
  if (taken) throw errors.E_REGISTRY_BODY_TAKEN({ number, body: taken.name })
  await query(
    tx,
    'insert into registry_paying_body_premises (municipality_id, body_id, premise_id, from_on) values (?, ?, ?, ?)',
    [municipalityId, bodyId, premiseId, from]
  )
  return { body: name, premise: number }
}

/** Ends the link on its last day; the past stays. Errors: E_REGISTRY_BODY_ABSENT. */
export async function unlinkFromBody(
  tx: Tx,
  { municipalityId, bodyId, premiseId, on }: BodyOfPremise & { readonly on: CivilDate }
): Promise<{ readonly body: string; readonly premise: string }> {
  const name = await bodyName(tx, municipalityId, bodyId)
  const { registration_number: number } = await lockPremise(tx, { municipalityId, premiseId })
  const ended = await query(
    tx,
    `update registry_paying_body_premises set until_on = ?
      where premise_id = ? and body_id = ? and until_on is null and from_on <= ? returning id`,
    [on, premiseId, bodyId, on]
  )
  if (!ended.length) {
    const values = { premise: premiseId, body: bodyId, on: formatDate(on) }
    throw errors.E_REGISTRY_BODY_ABSENT(values)
  }
  return { body: name, premise: number }
}

async function bodyName(tx: Tx, municipalityId: bigint, id: bigint): Promise<string> {
  const [body] = await query<{ name: string }>(
    tx,
    'select name from registry_paying_bodies where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!body) throw errors.E_REGISTRY_BODY_UNKNOWN({ id })
  return body.name
}
