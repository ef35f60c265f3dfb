import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { countsText } from '../domain/counts_text.ts'
import { SITUATIONS } from '../records/options.ts'
import { type ChangedEconomies, changeEconomies } from '../services/change_economies.ts'
import { type ChangedSituation, changeSituation } from '../services/change_situation.ts'
import { joinCondominium, leaveCondominium } from '../services/condominium_units.ts'
import { refuseFuture } from '../services/locked_premise.ts'
import {
  ADDRESS_WORDS,
  chooseDelivery,
  removeAddress,
  setAddress,
} from '../services/premise_addresses.ts'
import { deactivatePremise, reactivatePremise } from '../services/premise_status.ts'
import { zipCode } from './inputs.ts'

const subject = ({ premise_id: id }: { readonly premise_id: number }) => ({
  type: 'registry.premises',
  id: BigInt(id),
})
const base = { permission: 'registry.write', subject } as const

const economiesInput = vine.create({
  premise_id: rowId(),
  from_on: civilDay(),
  // By the code of the category; a category left out has none from then on.
  economies: vine.record(vine.number().withoutDecimals().range([0, 9999])),
})

/** Changes the economies by category from a day on; past months stay as they were. */
export const changeEconomiesAction: Action<Infer<typeof economiesInput>, ChangedEconomies> = {
  ...base,
  name: 'registry.premises.change_economies',
  serviceRecord: { task: 'Alteração de categoria e economias', group: 'Cadastro' },
  title: 'Mudar economias',
  input: economiesInput,
  labels: { premise_id: 'Imóvel', from_on: 'Valem desde', economies: 'Economias' },
  reason: 'required',
  async run(
    { tx, municipalityId, reason, actor, now, emit },
    { premise_id: id, from_on: from, economies }
  ) {
    const change = { municipalityId, premiseId: BigInt(id), from, economies, reason }
    const done = await changeEconomies(tx, { ...change, by: actor.name, at: now })
    emit('registry.economies_changed', { premise_id: String(id), from_on: from })
    return done
  },
  describe: ({ from_on: from }, { before, after }) =>
    `Economias mudadas de ${countsText(before)} para ${countsText(after)}, desde ${formatDate(from)}`,
  trail: (_, { before, after }) => ({
    before: { economies: countsText(before) },
    after: { economies: countsText(after) },
  }),
}

const situationInput = vine.create({
  connection_id: rowId(),
  situation: vine.enum(['active', 'cut_standpipe', 'cut_branch', 'suppressed', 'plugged']),
  from_on: civilDay(),
})

/** Changes the situation of a connection from a day on, and keeps the former one in its history. */
export const changeSituationAction: Action<Infer<typeof situationInput>, ChangedSituation> = {
  name: 'registry.connections.change_situation',
  serviceRecord: {
    task: 'Alteração de situação da ligação',
    group: 'Cadastro',
    unit: (_, { premiseId: id }) => ({ type: 'registry.premises', id }),
  },
  title: 'Mudar situação',
  permission: 'registry.write',
  input: situationInput,
  labels: { connection_id: 'Ligação', situation: 'Nova situação', from_on: 'Desde' },
  reason: 'required',
  subject: ({ connection_id: id }) => ({ type: 'registry.connections', id: BigInt(id) }),
  async run(
    { tx, municipalityId, reason, actor, emit },
    { connection_id: id, situation, from_on: from }
  ) {
    await refuseFuture(tx, municipalityId, from)
    const change = { municipalityId, connectionId: BigInt(id), situation, from }
    const done = await changeSituation(tx, { ...change, reason, by: actor.name })
    emit('registry.connection_situation_changed', {
      ...{ connection_id: String(id), premise_id: String(done.premiseId) },
      ...{ situation, from_on: from },
    })
    return done
  },
  describe: ({ situation, from_on: from }, { title, before }) =>
    `Ligação ${title}: de ${wordOf(before)} para ${wordOf(situation)}, desde ${formatDate(from)}`,
  trail: ({ situation }, { before }) => ({ before: { situation: before }, after: { situation } }),
}
const wordOf = (situation: string) =>
  (SITUATIONS.find(({ value }) => value === situation)?.label ?? situation).toLowerCase()

const addressInput = vine.create({
  premise_id: rowId(),
  kind: vine.enum(['alternative', 'secondary']),
  recipient: vine.string().maxLength(120).optional(),
  street: vine.string().minLength(1).maxLength(120),
  number: vine.string().maxLength(10).optional(),
  complement: vine.string().maxLength(60).optional(),
  district: vine.string().maxLength(80).optional(),
  city: vine.string().minLength(1).maxLength(80),
  state: vine.string().regex(/^[A-Z]{2}$/),
  zip_code: zipCode().optional(),
  is_delivery: vine.boolean().optional(),
})

/** Writes the alternative or the secondary address; the bills may go there from the next one on. */
export const setAddressAction: Action<Infer<typeof addressInput>, string> = {
  ...base,
  name: 'registry.premises.set_address',
  serviceRecord: { task: 'Cadastro de outro endereço', group: 'Cadastro' },
  title: 'Cadastrar outro endereço',
  input: addressInput,
  reason: 'none',
  async run({ tx, municipalityId }, { premise_id: id, kind, is_delivery: goesThere, ...given }) {
    const premiseId = BigInt(id)
    const number = await setAddress(tx, {
      ...{ municipalityId, premiseId, kind, street: given.street, city: given.city },
      state: given.state,
      recipient: given.recipient ?? null,
      number: given.number ?? null,
      complement: given.complement ?? null,
      district: given.district ?? null,
      zipCode: given.zip_code ?? null,
    })
    if (goesThere) await chooseDelivery(tx, { municipalityId, premiseId, delivery: kind })
    return number
  },
  describe: ({ kind, street, number, city }) =>
    `Cadastrado o ${ADDRESS_WORDS[kind]}: ${street}, ${number ?? 's/n'}, ${city}`,
}

const kinds = ['physical', 'alternative', 'secondary'] as const
const removeInput = vine.create({ premise_id: rowId(), kind: vine.enum(kinds) })

/** Removes the alternative or the secondary address; the physical one is never removed. */
export const removeAddressAction: Action<Infer<typeof removeInput>, string> = {
  ...base,
  name: 'registry.premises.remove_address',
  serviceRecord: { task: 'Exclusão de outro endereço', group: 'Cadastro' },
  title: 'Remover endereço',
  input: removeInput,
  reason: 'none',
  run: ({ tx, municipalityId }, { premise_id: id, kind }) =>
    removeAddress(tx, { municipalityId, premiseId: BigInt(id), kind }),
  describe: ({ kind }) => `Removido o ${ADDRESS_WORDS[kind]}`,
}

const deliveryInput = vine.create({ premise_id: rowId(), delivery: vine.enum(kinds) })

/** Chooses to which of the three addresses the bills go. */
export const chooseDeliveryAction: Action<Infer<typeof deliveryInput>, string> = {
  ...base,
  name: 'registry.premises.choose_delivery',
  serviceRecord: { task: 'Alteração do local de entrega', group: 'Cadastro' },
  title: 'Escolher endereço de entrega',
  input: deliveryInput,
  reason: 'none',
  run: ({ tx, municipalityId }, { premise_id: id, delivery }) =>
    chooseDelivery(tx, { municipalityId, premiseId: BigInt(id), delivery }),
  describe: ({ delivery }) => `As faturas passam a ir para o ${ADDRESS_WORDS[delivery]}`,
}

const deactivateInput = vine.create({ premise_id: rowId(), on: civilDay() })

export const deactivateAction: Action<Infer<typeof deactivateInput>, string> = {
  ...base,
  name: 'registry.premises.deactivate',
  serviceRecord: { task: 'Desativação de imóvel', group: 'Cadastro' },
  title: 'Desativar imóvel',
  input: deactivateInput,
  labels: { premise_id: 'Imóvel', on: 'Desde' },
  reason: 'required',
  run: ({ tx, municipalityId }, { premise_id: id, on }) =>
    deactivatePremise(tx, { municipalityId, premiseId: BigInt(id), on }),
  describe: ({ on }, number) => `Imóvel ${number} desativado desde ${formatDate(on)}`,
}

const reactivateInput = vine.create({ premise_id: rowId() })

export const reactivateAction: Action<Infer<typeof reactivateInput>, string> = {
  ...base,
  name: 'registry.premises.reactivate',
  serviceRecord: { task: 'Reativação de imóvel', group: 'Cadastro' },
  title: 'Reativar imóvel',
  input: reactivateInput,
  labels: { premise_id: 'Imóvel' },
  reason: 'required',
  run: ({ tx, municipalityId }, { premise_id: id }) =>
    reactivatePremise(tx, { municipalityId, premiseId: BigInt(id) }),
  describe: (_, number) => `Imóvel ${number} reativado`,
}

const joinInput = vine.create({
  premise_id: rowId(),
  master_id: rowId(),
  fraction: vine
    .string()
    .regex(/^(0\.\d{1,8}|1(\.0{1,8})?)$/)
    .optional(),
})

/** Links a premise to a condominium with individual metering, as one of its units. */
export const joinCondominiumAction: Action<
  Infer<typeof joinInput>,
  { readonly unit: string; readonly master: string }
> = {
  ...base,
  name: 'registry.premises.join_condominium',
  serviceRecord: { task: 'Entrada em condomínio', group: 'Cadastro' },
  title: 'Vincular a condomínio',
  input: joinInput,
  labels: { premise_id: 'Imóvel', master_id: 'Condomínio', fraction: 'Fração ideal' },
  reason: 'optional',
  run: ({ tx, municipalityId }, { premise_id: id, master_id: master, fraction = null }) =>
    joinCondominium(tx, {
      ...{ municipalityId, fraction },
      ...{ premiseId: BigInt(id), masterId: BigInt(master) },
    }),
  describe: (_, { unit, master }) => `Imóvel ${unit} vinculado ao condomínio ${master}`,
}

const leaveInput = vine.create({ premise_id: rowId() })

export const leaveCondominiumAction: Action<Infer<typeof leaveInput>, string> = {
  ...base,
  name: 'registry.premises.leave_condominium',
  serviceRecord: { task: 'Saída de condomínio', group: 'Cadastro' },
  title: 'Desvincular do condomínio',
  input: leaveInput,
  labels: { premise_id: 'Imóvel' },
  reason: 'required',
  run: ({ tx, municipalityId }, { premise_id: id }) =>
    leaveCondominium(tx, { municipalityId, premiseId: BigInt(id) }),
  describe: (_, number) => `Imóvel ${number} desvinculado do condomínio`,
}
