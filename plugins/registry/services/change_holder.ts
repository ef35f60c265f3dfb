import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { errors } from '../errors.ts'
import { endRunningLease } from './leases.ts'
import { type LockedPremise, customerOf, lockPremise } from './locked_premise.ts'
import { endWithHolder } from './social_benefits.ts'
import { setHolder } from './set_holder.ts'

/** What a change of holder does besides changing the name (DECISIONS 45). */
export interface HolderEffect {
  /** Ends with the former holder, stays with the person, or stays with the premise. */
  readonly kind: 'ends' | 'person' | 'premise'
  /** In Portuguese, a whole sentence. */
  readonly text: string
}

/**
 * Payload of the extension point `registry.holder_changing`: called in the transaction of the change, after the holding is
 * written. Participants end in their own tables what ends, and add to `effects` what they did or what stays; an issue of
 * severity critical refuses the change. It is called in a preview too, whose transaction is undone.
 */
export interface HolderChanging {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly registrationNumber: string
  readonly formerId: bigint | null
  readonly formerName: string | null
  readonly holderId: bigint
  readonly holderName: string
  /** First day of the new holder. */
  readonly from: CivilDate
  /** What the dial showed at the end of the day before, where somebody read it: the former holder's bill ends with it. */
  readonly reading: number | null
  readonly effects: HolderEffect[]
}

export interface HolderRequest {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly customerId: bigint
  readonly from: CivilDate
  readonly reading?: number | null
  /** The paper that it was asked with: `registry_holder_documents`. */
  readonly documentId?: bigint | null
}

type Ask = (point: string, payload: HolderChanging) => Promise<Issue[]>

/** Changes who answers for the bills, ends what ends and tells every effect. Errors: E_REGISTRY_*. */
export async function changeHolder(
  tx: Tx,
  request: HolderRequest,
  ask: Ask
): Promise<HolderChanging> {
  const { municipalityId, premiseId, customerId, from } = request
  const premise = await lockPremise(tx, request)
  const former = await holderOf(tx, premiseId)
  const { name } = await customerOf(tx, request)
  if (former?.customer_id === customerId) {
    throw errors.E_REGISTRY_SAME_HOLDER({ premise: premiseId, customer: customerId, name })
  }
  await setHolder(tx, request)
  const change: HolderChanging = {
    ...{ municipalityId, premiseId, from, reading: request.reading ?? null },
    registrationNumber: premise.registration_number,
    formerId: former?.customer_id ?? null,
    formerName: former?.name ?? null,
    holderId: customerId,
    holderName: name,
    effects: [],
  }
  await endTenancyOf(tx, change)
  await endChoices(tx, premise, change)
  await endSocialTariff(tx, change)
  await ask('registry.holder_changing', change)
  await tellWhatStays(tx, change)
  return change
}

async function holderOf(tx: Tx, premiseId: bigint) {
  const [holder] = await query<{ customer_id: bigint; name: string }>(
    tx,
    `select h.customer_id, c.name from registry_holdings h join registry_customers c on c.id = h.customer_id
      where h.premise_id = ? and h.role = 'holder' and h.until_on is null`,
    [premiseId]
  )
  return holder
}

/** A tenant who was the holder leaves with the change. */
async function endTenancyOf(tx: Tx, change: HolderChanging): Promise<void> {
  const { premiseId, formerId, from, effects } = change
  const ended = await query(
    tx,
    `update registry_holdings set until_on = greatest(from_on, ?::date - 1)
      where premise_id = ? and role = 'tenant' and until_on is null and customer_id = ? and from_on <= ?
     returning id`,
    [from, premiseId, formerId, from]
  )
  if (ended.length) {
    await endRunningLease(tx, premiseId, addDays(from, -1))
    effects.push({ kind: 'ends', text: `A locação de ${change.formerName} termina.` })
  }
}

/** The due day and the delivery address were the former holder's choices. */
async function endChoices(
  tx: Tx,
  premise: LockedPremise,
  { premiseId, effects }: HolderChanging
): Promise<void> {
  if (premise.due_day !== null) {
    const text = `O dia de vencimento escolhido (${premise.due_day}) deixa de valer: volta o do grupo de faturamento.`
    effects.push({ kind: 'ends', text })
  }
  if (premise.delivery !== 'physical') {
    const text = 'As faturas voltam a ser entregues no endereço do imóvel.'
    effects.push({ kind: 'ends', text })
  }
  await query(
    tx,
    `update registry_premises set due_day = null, delivery = 'physical' where id = ?`,
    [premiseId]
  )
}

/** What the former holder's family paid less, the new holder asks for in their own name. */
async function endSocialTariff(tx: Tx, change: HolderChanging): Promise<void> {
  const last = await endWithHolder(tx, change)
  if (last === null) return
  const text = `A tarifa social termina em ${formatDate(last)}: é da família de ${change.formerName ?? 'quem era titular'}. Quem assume pede a sua, se tiver direito.`
  change.effects.push({ kind: 'ends', text })
}

async function tellWhatStays(tx: Tx, change: HolderChanging): Promise<void> {
  const { premiseId, formerName, from, effects } = change
  if (formerName !== null) {
    const text = `Débitos, parcelamentos e créditos que ${formerName} tem até ${formatDate(addDays(from, -1))} ficam com a pessoa.`
    effects.push({ kind: 'person', text })
  }
  const [{ connections } = { connections: null }] = await query<{ connections: string | null }>(
    tx,
    `select string_agg(case service when 'water' then 'água' else 'esgoto' end, ' e ' order by service desc) as connections
       from registry_connections where premise_id = ?`,
    [premiseId]
  )
  const text = `Ficam com o imóvel a categoria e as economias, o hidrômetro, o roteiro${connections ? ` e a ligação de ${connections}` : ''}.`
  effects.push({ kind: 'premise', text })
}
