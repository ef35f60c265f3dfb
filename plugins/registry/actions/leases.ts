import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type LeaseRow, type NewLease, lockLease, writeLease } from '../services/leases.ts'
import { customerOf, lockPremise, refuseFuture } from '../services/locked_premise.ts'
import {
  changeLease,
  endTenancy,
  openHolding,
  returnsTo,
  setResponsible,
} from '../services/responsibles.ts'
import { errors } from '../errors.ts'
import { type Changed, type Named, change, dialReading, subject, told } from './change_holder.ts'

const tenantInput = vine.create({
  premise_id: rowId(),
  customer_id: rowId(),
  number: vine.string().trim().maxLength(40).optional(),
  from_on: civilDay(),
  lease_until: civilDay().optional(),
  is_holder: vine.boolean().optional(),
  reading: dialReading(),
})

interface Registered extends Named {
  readonly holder: Changed
  /** The contract begins on a day that has not come. */
  readonly isPlanned: boolean
}

/** Registers the rental contract: its tenant answers for the bills while it lasts, unless told otherwise (DECISIONS 30). */
export const setTenantAction: Action<Infer<typeof tenantInput>, Registered> = {
  name: 'registry.premises.set_tenant',
  serviceRecord: { task: 'Cadastro de locatário', group: 'Cadastro' },
  title: 'Registrar contrato de locação',
  permission: 'registry.write',
  input: tenantInput,
  labels: {
    premise_id: 'Imóvel',
    customer_id: 'Inquilino',
    number: 'Número do contrato',
    from_on: 'Locação desde',
    lease_until: 'Fim do contrato',
    is_holder: 'Responde pelas faturas durante a locação',
    reading: 'Leitura do hidrômetro na véspera',
  },
  reason: 'optional',
  subject,
  async run(context, given) {
    const { tx, municipalityId, actor, now } = context
    const lease = {
      ...{ municipalityId, number: given.number || null, by: actor.name, at: now },
      ...{ premiseId: BigInt(given.premise_id), customerId: BigInt(given.customer_id) },
      ...{ from: given.from_on, until: given.lease_until ?? null },
      isResponsible: given.is_holder === true,
    }
    const isPlanned = given.from_on > (await todayIn(tx, municipalityId))
    if (isPlanned) return planLease(context, lease)
    const begun = await beginTenancy(context, lease)
    await writeLease(tx, { ...lease, status: 'running' })
    return { ...begun, isPlanned, holder: await makeHolder(context, lease, given.reading) }
  },
  describe: ({ from_on: from, lease_until: until }, { name, former, holder, isPlanned }) =>
    `Inquilino: ${name}, desde ${formatDate(from)}${until ? ` até ${formatDate(until)}` : ''}` +
    `${isPlanned ? ', a começar' : ''}${former ? `, no lugar de ${former}` : ''}${holder ? '; responde pelas faturas' : ''}`,
  trail: (_, { holder }) => told(holder),
}

type Tenancy = Omit<NewLease, 'status' | 'by' | 'at' | 'number'>

const beginTenancy = ({ tx }: ActionContext, lease: Tenancy) =>
  setResponsible(tx, { ...lease, role: 'tenant', leaseUntil: lease.until })

/** The tenant becomes the holder from the first day of the contract, where the contract says so. */
async function makeHolder(
  context: ActionContext,
  { premiseId, customerId, from, isResponsible }: Tenancy,
  reading?: number
): Promise<Changed> {
  const holder = await openHolding(context.tx, premiseId, 'holder')
  if (!isResponsible || holder?.customer_id === customerId) return null
  return change(context, { premiseId, customerId, from, reading: reading ?? null })
}

/** A contract of the future is kept; the daily run makes it begin on its day. */
async function planLease({ tx }: ActionContext, lease: Omit<NewLease, 'status'>) {
  await lockPremise(tx, lease)
  const { premiseId, from, until } = lease
  if (until && until < from) {
    throw errors.E_REGISTRY_LEASE_END({ premise: premiseId, until, since: formatDate(from) })
  }
  const { name } = await customerOf(tx, lease)
  await writeLease(tx, { ...lease, status: 'planned' })
  return { name, former: null, holder: null, isPlanned: true }
}

const extensionInput = vine.create({ premise_id: rowId(), lease_until: civilDay() })

interface Extended {
  readonly name: string
  readonly before: CivilDate | null
}

/** Agrees another last day of the lease: the tenant stays, and so does who answers for the bills. */
export const changeLeaseAction: Action<Infer<typeof extensionInput>, Extended> = {
  name: 'registry.premises.change_lease',
  serviceRecord: { task: 'Prorrogação de locação', group: 'Cadastro' },
  title: 'Prorrogar locação',
  permission: 'registry.write',
  input: extensionInput,
  labels: { premise_id: 'Imóvel', lease_until: 'Novo fim do contrato' },
  reason: 'optional',
  subject,
  async run({ tx, municipalityId, actor, now, reason }, { premise_id: id, lease_until: until }) {
    const given = { municipalityId, premiseId: BigInt(id), until }
    const tenant = await changeLease(tx, { ...given, by: actor.name, at: now, reason })
    return { name: tenant.name, before: tenant.lease_until }
  },
  describe: ({ lease_until: until }, { name, before }) =>
    `Contrato de locação de ${name} até ${formatDate(until)}${before ? `; antes, até ${formatDate(before)}` : ''}`,
}

const endInput = vine.create({
  premise_id: rowId(),
  on: civilDay(),
  owner_is_holder: vine.boolean().optional(),
  reading: dialReading(),
})

interface Ended {
  readonly name: string
  readonly holder: Changed
}

/** Ends the lease; the owner answers for the bills from the day after, unless told otherwise. */
export const endTenancyAction: Action<Infer<typeof endInput>, Ended> = {
  name: 'registry.premises.end_tenancy',
  serviceRecord: { task: 'Fim de locação', group: 'Cadastro' },
  title: 'Encerrar locação',
  permission: 'registry.write',
  input: endInput,
  labels: {
    premise_id: 'Imóvel',
    on: 'Último dia da locação',
    owner_is_holder: 'O proprietário passa a responder pelas faturas',
    reading: 'Leitura do hidrômetro no último dia',
  },
  reason: 'optional',
  subject,
  async run(context, { premise_id: id, on, owner_is_holder: returns, reading }) {
    const { tx, municipalityId } = context
    const premiseId = BigInt(id)
    await refuseFuture(tx, municipalityId, on)
    const tenant = await endTenancy(tx, { municipalityId, premiseId, on })
    const holder = await openHolding(tx, premiseId, 'holder')
    if (!returns || holder?.customer_id !== tenant.customer_id) {
      return { name: tenant.name, holder: null }
    }
    const next = await returnsTo(tx, premiseId, tenant.customer_id)
    if (next === null) throw errors.E_REGISTRY_NO_OWNER({ premise: premiseId })
    const from = addDays(on, 1)
    return {
      name: tenant.name,
      holder: await change(context, {
        premiseId,
        customerId: next,
        from,
        reading: reading ?? null,
      }),
    }
  },
  describe: ({ on }, { name, holder }) =>
    `Locação de ${name} encerrada em ${formatDate(on)}${holder ? `; ${holder.holderName} responde pelas faturas` : ''}`,
  trail: (_, { holder }) => told(holder),
}

const leaseInput = vine.create({ id: rowId() })
type LeaseInput = Infer<typeof leaseInput>

interface OfLease extends Named {
  readonly lease: LeaseRow
  readonly holder: Changed
}

const ofPremise = (_: LeaseInput, { lease }: OfLease) => ({
  type: 'registry.premises',
  id: lease.premise_id,
})

/** Begins a contract registered before its first day: done by the daily run. */
export const startLeaseAction: Action<LeaseInput, OfLease> = {
  name: 'registry.leases.start',
  serviceRecord: { task: 'Início de locação', group: 'Cadastro' },
  title: 'Iniciar locação',
  permission: 'registry.write',
  input: leaseInput,
  labels: { id: 'Contrato de locação' },
  reason: 'none',
  subject: ofPremise,
  async run(context, { id }) {
    const { tx, municipalityId } = context
    const lease = await planned(context, id)
    await refuseFuture(tx, municipalityId, lease.from_on)
    const tenancy = {
      ...{ municipalityId, premiseId: lease.premise_id, customerId: lease.customer_id },
      ...{ from: lease.from_on, until: lease.until_on, isResponsible: lease.is_responsible },
    }
    const named = await beginTenancy(context, tenancy)
    await query(tx, `update registry_leases set status = 'running' where id = ?`, [id])
    return { ...named, lease, holder: await makeHolder(context, tenancy) }
  },
  describe: (_, { name, lease, holder }) =>
    `Começou a locação de ${name}, desde ${formatDate(lease.from_on)}${holder ? '; responde pelas faturas' : ''}`,
  trail: (_, { holder }) => told(holder),
}

/** Gives up a contract that has not begun. */
export const cancelLeaseAction: Action<LeaseInput, OfLease> = {
  name: 'registry.leases.cancel',
  serviceRecord: { task: 'Desistência de locação', group: 'Cadastro' },
  title: 'Cancelar contrato a começar',
  permission: 'registry.write',
  input: leaseInput,
  labels: { id: 'Contrato de locação' },
  reason: 'required',
  subject: ofPremise,
  async run(context, { id }) {
    const { tx, municipalityId } = context
    const lease = await planned(context, id)
    const { name } = await customerOf(tx, { municipalityId, customerId: lease.customer_id })
    await query(tx, `update registry_leases set status = 'cancelled' where id = ?`, [id])
    return { name, former: null, lease, holder: null }
  },
  describe: (_, { name, lease }) =>
    `Cancelado o contrato de locação de ${name}, que começaria em ${formatDate(lease.from_on)}`,
}

/** A contract that has not begun. Errors: E_REGISTRY_LEASE_UNKNOWN, E_REGISTRY_LEASE_BEGUN. */
async function planned({ tx, municipalityId }: ActionContext, id: number): Promise<LeaseRow> {
  const lease = await lockLease(tx, municipalityId, BigInt(id))
  if (lease.status !== 'planned') throw errors.E_REGISTRY_LEASE_BEGUN({ id })
  return lease
}
