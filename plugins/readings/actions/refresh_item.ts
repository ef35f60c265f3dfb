import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type Refreshed, refreshItem } from '../services/refresh_item.ts'

const input = vine.create({ id: rowId(), what: vine.enum(['everything', 'meter']).optional() })

/** `readings.refresh_item`: freezes one premise of a load again, before it is read (DECISIONS 51). */
export const refreshItemAction: Action<Infer<typeof input>, Refreshed> = {
  name: 'readings.refresh_item',
  title: 'Atualizar imóvel na carga',
  permission: 'readings.run',
  input,
  labels: { id: 'Imóvel da carga', what: 'O que atualizar' },
  reason: 'required',
  subject: ({ id }) => ({ type: 'readings.load_items', id: BigInt(id) }),
  run: ({ tx, municipalityId, now, participate }, { id, what = 'everything' }) =>
    refreshItem(tx, { municipalityId, loadItemId: BigInt(id), now, what, participate }),
  describe: (_, { registration, loadId, changed }) =>
    changed.length
      ? `Matrícula ${registration} atualizada na carga ${loadId}: ${changed.map((name) => WORDS[name] ?? name).join(', ')}`
      : `Matrícula ${registration} na carga ${loadId}: nada havia mudado`,
  trail: (_, { before, after, changed }) => ({ before, after, changed: [...changed] }),
}

const WORDS: Readonly<Record<string, string>> = {
  meter: 'hidrômetro',
  previous_reading: 'leitura anterior',
  previous_read_on: 'data da leitura anterior',
  billed_until: 'faturado até',
  swap: 'consumo no hidrômetro retirado',
  economies: 'economias',
  holder: 'titular',
  holder_name: 'nome do titular',
  taxpayer_id: 'CPF ou CNPJ do titular',
  water: 'ligação de água',
  sewage: 'ligação de esgoto',
  tariff_type: 'tipo de tarifa',
  due_day: 'dia de vencimento',
  address: 'endereço',
  delivery_address: 'endereço de entrega',
  district: 'bairro',
  estimates: 'estimativas a acertar',
  joined: 'isenções, contratos e ligação recente',
}
