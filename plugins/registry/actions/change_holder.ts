import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { type HolderChanging, type HolderRequest, changeHolder } from '../services/change_holder.ts'
import { refuseFuture } from '../services/locked_premise.ts'
import { HOLDER_AUTHORITY, checkHolderDocument } from '../services/holder_documents.ts'
import { presentHolderChange } from '../services/present_holder_change.ts'
import { setResponsible } from '../services/responsibles.ts'

export type Changed = HolderChanging | null

/** Changes the holder in this action's transaction, and tells who wants to know. */
export async function change(
  context: ActionContext,
  given: Omit<HolderRequest, 'municipalityId'>
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

export const subject = ({ premise_id: id }: { readonly premise_id: number }) => ({
  type: 'registry.premises',
  id: BigInt(id),
})
export const told = (done: Changed) => ({ effects: (done?.effects ?? []).map(({ text }) => text) })

/** What the dial showed at the change; not every premise is read then. */
export const dialReading = () => vine.number().withoutDecimals().range([0, 999_999_999]).optional()

const holderInput = vine.create({
  premise_id: rowId(),
  customer_id: rowId(),
  from_on: civilDay(),
  reading: dialReading(),
  document_id: rowId().optional(),
})

/** Changes who answers for the bills; what ends and what stays is told first (DECISIONS 45). */
export const changeHolderAction: Action<Infer<typeof holderInput>, HolderChanging> = {
  name: 'registry.premises.change_holder',
  serviceRecord: { task: 'Troca de titularidade', group: 'Cadastro' },
  title: 'Trocar titular',
  permission: 'registry.write',
  input: holderInput,
  labels: {
    premise_id: 'Imóvel',
    customer_id: 'Novo titular',
    from_on: 'Responde desde',
    reading: 'Leitura do hidrômetro na véspera',
    document_id: 'Documento',
  },
  reason: 'required',
  authority: { parameter: HOLDER_AUTHORITY, unit: 'each', measure: () => 1n },
  presented: presentHolderChange,
  subject,
  async run(context, given) {
    const { tx, municipalityId } = context
    const premiseId = BigInt(given.premise_id)
    await refuseFuture(tx, municipalityId, given.from_on)
    const document = given.document_id === undefined ? null : BigInt(given.document_id)
    await checkHolderDocument(tx, { municipalityId, premiseId }, document)
    return change(context, {
      documentId: document,
      premiseId,
      customerId: BigInt(given.customer_id),
      from: given.from_on,
      reading: given.reading ?? null,
    })
  },
  describe: (_, { formerName, holderName, from }) =>
    `Titular trocado: ${formerName ? `de ${formerName} para ` : ''}${holderName}, desde ${formatDate(from)}`,
  trail: (_, done) => told(done),
}

const ownerInput = vine.create({
  premise_id: rowId(),
  customer_id: rowId(),
  from_on: civilDay(),
})

export interface Named {
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
