import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type Exchanged, exchangeAddress } from '../services/exchange_address.ts'
import { ADDRESS_WORDS, deactivateAddress } from '../services/premise_addresses.ts'
import { subject } from './change_holder.ts'

const input = vine.create({
  premise_id: rowId(),
  kind: vine.enum(['alternative', 'secondary']),
})

const base = {
  permission: 'registry.write',
  input,
  labels: { premise_id: 'Imóvel', kind: 'Endereço', address: 'Endereço físico' },
  subject,
} as const

/** The alternative or secondary address and the physical one change places. */
export const exchangeAddressAction: Action<Infer<typeof input>, Exchanged> = {
  ...base,
  name: 'registry.premises.exchange_address',
  serviceRecord: { task: 'Troca de endereço', group: 'Cadastro' },
  title: 'Trocar com o endereço principal',
  reason: 'required',
  run: ({ tx, municipalityId }, { premise_id: id, kind }) =>
    exchangeAddress(tx, { municipalityId, premiseId: BigInt(id), kind }),
  describe: ({ kind }, { before, after }) =>
    `O ${ADDRESS_WORDS[kind]} passou a ser o do imóvel: ${after}, no lugar de ${before}`,
  trail: (_, { before, after }) => ({ before: { address: before }, after: { address: after } }),
}

/** Keeps an address that is no longer used. */
export const deactivateAddressAction: Action<Infer<typeof input>, string> = {
  ...base,
  name: 'registry.premises.deactivate_address',
  serviceRecord: { task: 'Desativação de outro endereço', group: 'Cadastro' },
  title: 'Desativar outro endereço',
  reason: 'optional',
  run: ({ tx, municipalityId }, { premise_id: id, kind }) =>
    deactivateAddress(tx, { municipalityId, premiseId: BigInt(id), kind }),
  describe: ({ kind }) => `Desativado o ${ADDRESS_WORDS[kind]}`,
}
