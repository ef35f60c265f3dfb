import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { formatMoney } from '#core/money/index'
import {
  type Confirmed,
  LOT,
  type Lot,
  type Places,
  type Simulated,
  confirmLot,
  simulateLot,
  undoLot,
} from '../services/lots.ts'

const places = () => vine.string().trim().maxLength(1000).optional()
const simulation = vine.create({
  bureau_id: rowId(),
  groups: places(),
  districts: places(),
  localities: places(),
})

/** What was typed in one box, apart by commas; nothing typed: as the parameter has it. */
function placesOf(input: Infer<typeof simulation>): Places {
  const chosen = (['groups', 'districts', 'localities'] as const).flatMap((name) => {
    const codes = (input[name] ?? '').split(',').map((one) => one.trim())
    const filled = codes.filter(Boolean)
    return filled.length ? [[name, filled] as const] : []
  })
  return Object.fromEntries(chosen)
}

const sizes = ({ customers, listings, totalCents }: Simulated | Confirmed): string =>
  `${customers === 1 ? 'um devedor' : `${customers} devedores`}, ${listings === 1 ? 'um registro' : `${listings} registros`}, ${formatMoney(totalCents)}`

/** Selects by the parameters of now, while the person waits (TR-3.2.9.17.1a, TR-3.2.9.17.4). */
export const simulateLotAction: Action<Infer<typeof simulation>, Simulated> = {
  name: 'bureaus.simulate',
  title: 'Gerar lote',
  permission: 'bureaus.simulate',
  input: simulation,
  labels: {
    ...{ bureau_id: 'Órgão', groups: 'Só dos grupos', districts: 'Só dos bairros' },
    localities: 'Só das localidades',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: LOT, id }),
  run: (context, input) =>
    simulateLot(context, { bureauId: BigInt(input.bureau_id), places: placesOf(input) }),
  describe: (_, lot) => `Lote ${lot.number} de ${lot.bureau} simulado: ${sizes(lot)}`,
}

const one = vine.create({ id: rowId() })
const subject = ({ id }: Infer<typeof one>) => ({ type: LOT, id: BigInt(id) })

/** A simulation is taken back: nothing of it stays in the debtors' situation. */
export const undoLotAction: Action<Infer<typeof one>, Lot> = {
  name: 'bureaus.undo',
  title: 'Desfazer lote',
  permission: 'bureaus.simulate',
  input: one,
  labels: { id: 'Lote' },
  reason: 'none',
  subject,
  run: (context, { id }) => undoLot(context, BigInt(id)),
  describe: (_, { number }) => `Lote ${number} desfeito: ninguém foi marcado`,
}

/** A simulation becomes effective: the debts are marked and the file is made. */
export const confirmLotAction: Action<Infer<typeof one>, Confirmed> = {
  name: 'bureaus.confirm',
  title: 'Efetivar lote',
  permission: 'bureaus.decide',
  input: one,
  labels: { id: 'Lote' },
  reason: 'none',
  subject,
  run: (context, { id }) => confirmLot(context, BigInt(id)),
  describe: (_, lot) =>
    `Lote ${lot.number} de ${lot.bureau} efetivado: ${sizes(lot)}${lot.file ? `; arquivo ${lot.file.name}` : '; nenhum registro coube no leiaute'}`,
  trail: (_, { file }) => ({ file: file?.name ?? null, sha256: file?.sha256 ?? null }),
}
