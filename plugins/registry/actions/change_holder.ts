import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { Action, ActionContext } from '#core/actions/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { type HolderChanging, changeHolder } from '../services/change_holder.ts'
import { refuseFuture } from '../services/locked_premise.ts'
import { endTenancy, openHolding, setResponsible } from '../services/responsibles.ts'
import { errors } from '../errors.ts'
import { civilDay, recordId } from './inputs.ts'

type Changed = HolderChanging | null

/** Changes the holder in this action's transaction, and tells who wants to know. */
async function change(
  context: ActionContext,
  given: { readonly premiseId: bigint; readonly customerId: bigint; readonly from: CivilDate }
): Promise<HolderChanging> {
  const { tx, municipalityId } = context
  const done = await changeHolder(tx, { municipalityId, ...given }, context.participate)
  context.emit('registry.holder_changed', {
    premise_id: String(done.premiseId),
    registration_number: done.registrationNumber,
    former_id: done.formerId === null ? null : String(done.formerId),
    holder_id: String(done.holderId),
    from_on: done.from,
  })
  return done
}

const subject = ({ premise_id: id }: { readonly premise_id: number }) => ({
  type: 'registry.premises',
  id: BigInt(id),
})
const told = (done: Changed) => ({ effects: (done?.effects ?? []).map(({ text }) => text) })

const holderInput = vine.create({
  premise_id: recordId(),
  customer_id: recordId(),
  from_on: civilDay(),
})

/** Changes who answers for the bills; what ends and what stays is told first (DECISIONS 45). */
export const changeHolderAction: Action<Infer<typeof holderInput>, HolderChanging> = {
  name: 'registry.premises.change_holder',
  serviceRecord: { task: 'Troca de titularidade', group: 'Cadastro' },
  title: 'Trocar titular',
  permission: 'registry.write',
  input: holderInput,
  labels: { premise_id: 'Imóvel', customer_id: 'Novo titular', from_on: 'Responde desde' },
  reason: 'required',
  subject,
  async run(context, given) {
    await refuseFuture(context.tx, context.municipalityId, given.from_on)
    return change(context, {
      premiseId: BigInt(given.premise_id),
      customerId: BigInt(given.customer_id),
      from: given.from_on,
    })
  },
  describe: (_, { formerName, holderName, from }) =>
    `Titular trocado: ${formerName ? `de ${formerName} para ` : ''}${holderName}, desde ${formatDate(from)}`,
  trail: (_, done) => told(done),
}

const ownerInput = vine.create({
  premise_id: recordId(),
  customer_id: recordId(),
  from_on: civilDay(),
})

interface Named {
  readonly name: string
  readonly former: string | null
}

/** Registers the owner of a premise; the former one stays in the history. */
export const setOwnerAction: Action<Infer<typeof ownerInput>, Named> = {
  name: 'registry.premises.set_owner',
  serviceRecord: { task: 'Alteração de proprietário', group: 'Cadastro' },
  title: 'Registrar proprietário',
  permission: 'registry.write',
  input: ownerInput,
  labels: { premise_id: 'Imóvel', customer_id: 'Proprietário', from_on: 'Desde' },
  reason: 'optional',
  subject,
  run: ({ tx, municipalityId }, given) =>
    setResponsible(tx, {
      ...{ municipalityId, role: 'owner', from: given.from_on, leaseUntil: null },
      premiseId: BigInt(given.premise_id),
      customerId: BigInt(given.customer_id),
    }),
  describe: ({ from_on: from }, { name, former }) =>
    `Proprietário: ${name}, desde ${formatDate(from)}${former ? `, no lugar de ${former}` : ''}`,
}

const tenantInput = vine.create({
  premise_id: recordId(),
  customer_id: recordId(),
  from_on: civilDay(),
  lease_until: civilDay().optional(),
  is_holder: vine.boolean().optional(),
})

/** Registers the tenant with the lease, who answers for the bills of the lease unless told otherwise (DECISIONS 30). */
export const setTenantAction: Action<Infer<typeof tenantInput>, Named & { holder: Changed }> = {
  name: 'registry.premises.set_tenant',
  serviceRecord: { task: 'Cadastro de locatário', group: 'Cadastro' },
  title: 'Registrar inquilino',
  permission: 'registry.write',
  input: tenantInput,
  labels: {
    premise_id: 'Imóvel',
    customer_id: 'Inquilino',
    from_on: 'Locação desde',
    lease_until: 'Fim do contrato',
    is_holder: 'Responde pelas faturas durante a locação',
  },
  reason: 'optional',
  subject,
  async run(context, given) {
    const { tx, municipalityId } = context
    await refuseFuture(tx, municipalityId, given.from_on)
    const place = { premiseId: BigInt(given.premise_id), customerId: BigInt(given.customer_id) }
    const named = await setResponsible(tx, {
      ...{ municipalityId, role: 'tenant', from: given.from_on },
      ...place,
      leaseUntil: given.lease_until ?? null,
    })
    const holder = await openHolding(tx, place.premiseId, 'holder')
    const becomes = given.is_holder === true && holder?.customer_id !== place.customerId
    return {
      ...named,
      holder: becomes ? await change(context, { ...place, from: given.from_on }) : null,
    }
  },
  describe: ({ from_on: from }, { name, former, holder }) =>
    `Inquilino: ${name}, desde ${formatDate(from)}${former ? `, no lugar de ${former}` : ''}${holder ? '; responde pelas faturas' : ''}`,
  trail: (_, { holder }) => told(holder),
}

const endInput = vine.create({
  premise_id: recordId(),
  on: civilDay(),
  owner_is_holder: vine.boolean().optional(),
})

/** Ends the lease; the owner answers for the bills from the day after, unless told otherwise. */
export const endTenancyAction: Action<
  Infer<typeof endInput>,
  { readonly name: string; holder: Changed }
> = {
  name: 'registry.premises.end_tenancy',
  serviceRecord: { task: 'Fim de locação', group: 'Cadastro' },
  title: 'Encerrar locação',
  permission: 'registry.write',
  input: endInput,
  labels: {
    premise_id: 'Imóvel',
    on: 'Último dia da locação',
    owner_is_holder: 'O proprietário passa a responder pelas faturas',
  },
  reason: 'optional',
  subject,
  async run(context, { premise_id: id, on, owner_is_holder: returns }) {
    const { tx, municipalityId } = context
    const premiseId = BigInt(id)
    await refuseFuture(tx, municipalityId, on)
    const tenant = await endTenancy(tx, { municipalityId, premiseId, on })
    const holder = await openHolding(tx, premiseId, 'holder')
    if (!returns || holder?.customer_id !== tenant.customer_id) {
      return { name: tenant.name, holder: null }
    }
    const owner = await openHolding(tx, premiseId, 'owner')
    if (!owner) throw errors.E_REGISTRY_NO_OWNER({ premise: premiseId })
    const next = { premiseId, customerId: owner.customer_id, from: addDays(on, 1) }
    return { name: tenant.name, holder: await change(context, next) }
  },
  describe: ({ on }, { name, holder }) =>
    `Locação de ${name} encerrada em ${formatDate(on)}${holder ? `; ${holder.holderName} responde pelas faturas` : ''}`,
  trail: (_, { holder }) => told(holder),
}
