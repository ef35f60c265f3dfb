import { type CivilDate, daysBetween, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type OpenDebt, openDebts } from '#plugins/receivables/api'
import {
  type TakeOverEntity,
  type TakeOverLoading,
  type TakeOverResult,
  type TakeOverRow,
  codeOf,
  readRows,
  refuse,
  requiredDay,
} from '#plugins/registry/api'
import { NOTICE_SOURCE, writeNotices } from '../services/write_notices.ts'

const KINDS = { corte: 'cut_notice', debito: 'debt_notice' } as const

const DELIVERIES = {
  maos: 'hand',
  correio: 'post',
  ar: 'registered_post',
  leiturista: 'reader',
  eletronica: 'electronic',
  edital: 'public_notice',
} as const

interface ReadNotice {
  readonly key: string
  readonly kind: 'cut_notice' | 'debt_notice'
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly debts: readonly OpenDebt[]
  readonly issuedOn: CivilDate
  readonly dueOn: CivilDate
  readonly validUntil: CivilDate
  readonly deliveredOn: CivilDate | null
  readonly delivery: string | null
}

const keysOf = ({ values }: TakeOverRow): string[] =>
  (values.item_keys ?? '').split(/\s+/).filter(Boolean)

/** Notices that still support a cut: with the debts that they listed, on their own days (DECISIONS 60). */
export const notices: TakeOverEntity = {
  name: 'notices',
  title: 'Notificações em vigor',
  order: 64,
  columns: [
    { name: 'key', isRequired: true, help: 'Número da notificação no sistema anterior' },
    { name: 'kind', isRequired: true, help: 'corte ou debito' },
    { name: 'item_keys', isRequired: true, help: 'Códigos dos débitos que ela lista, com espaço' },
    { name: 'issued_on', isRequired: true, help: 'Dia da emissão' },
    { name: 'due_on', isRequired: true, help: 'Prazo para pagar' },
    { name: 'valid_until', isRequired: true, help: 'Último dia em que sustenta um corte' },
    { name: 'delivered_on', help: 'Dia da entrega; vazio: ainda não se provou' },
    {
      name: 'delivery',
      help: 'Como foi entregue: maos, correio, ar, leiturista, eletronica ou edital',
    },
  ],
  async load(context, rows) {
    const { tx, municipalityId } = context
    const ids = await context.idsOf('open_items', rows.flatMap(keysOf))
    const debts = await openDebts(tx, { municipalityId, itemIds: [...ids.values()] })
    const read = readRows(rows, (row) => readNotice(row, { ids, debts, on: context.on }))
    const written = await writeAll(
      context,
      read.flatMap(({ value }) => value ?? [])
    )
    return read.map(({ value, reason }): TakeOverResult => {
      if (!value) return { reason: reason! }
      const id = written.get(value)
      return id === undefined
        ? { reason: 'Nenhum débito da notificação está em aberto e conta para corte' }
        : { recordType: NOTICE_SOURCE, recordId: id }
    })
  },
}

interface Known {
  readonly ids: ReadonlyMap<string, bigint>
  readonly debts: readonly OpenDebt[]
  readonly on: CivilDate
}

function readNotice(row: TakeOverRow, { ids, debts, on }: Known): ReadNotice {
  const { values, key } = row
  const wanted = keysOf(row).map(
    (item) => ids.get(item) ?? refuse(`O débito ${item} não foi carregado`)
  )
  const own = debts.filter(({ itemIds }) => itemIds.some((id) => wanted.includes(id)))
  const [first] = own
  if (!first?.premiseId) return refuse('Nenhum débito da notificação está em aberto')
  const { premiseId, debtorId } = first
  if (own.some((debt) => debt.premiseId !== premiseId || debt.debtorId !== debtorId))
    return refuse('Os débitos são de mais de um imóvel ou devedor')
  const days = daysOf(values, on)
  const kind = codeOf(values.kind ?? '', 'Tipo', KINDS)
  return { key, kind, premiseId, debtorId, debts: own, ...days }
}

function daysOf(values: TakeOverRow['values'], on: CivilDate) {
  const issuedOn = requiredDay(values.issued_on ?? '', 'Emissão')
  const dueOn = requiredDay(values.due_on ?? '', 'Prazo')
  const validUntil = requiredDay(values.valid_until ?? '', 'Validade')
  const deliveredOn = values.delivered_on ? requiredDay(values.delivered_on, 'Entrega') : null
  if (issuedOn > on) return refuse(`A emissão é depois do dia da carga, ${formatDate(on)}`)
  if (dueOn < issuedOn || validUntil < dueOn)
    return refuse('A emissão vem antes do prazo, e o prazo antes da validade')
  if (validUntil < on) return refuse(`A notificação deixou de valer em ${formatDate(validUntil)}`)
  if (deliveredOn !== null && (deliveredOn < issuedOn || deliveredOn > on))
    return refuse('A entrega não fica entre a emissão e hoje')
  const delivery =
    deliveredOn === null ? null : codeOf(values.delivery ?? '', 'Forma de entrega', DELIVERIES)
  return { issuedOn, dueOn, validUntil, deliveredOn, delivery }
}

const daysKey = ({ issuedOn, dueOn, validUntil }: ReadNotice) =>
  `${issuedOn}/${dueOn}/${validUntil}`
const place = ({ premiseId, debtorId, kind }: ReadNotice) => `${premiseId}/${debtorId}/${kind}`

/** Those of the same days are written together; a second one of a unit on the same days is the same notice. */
async function writeAll(
  { tx, municipalityId, participate }: TakeOverLoading,
  read: readonly ReadNotice[]
): Promise<ReadonlyMap<ReadNotice, bigint>> {
  const ids = new Map<ReadNotice, bigint>()
  for (const same of Map.groupBy(read, daysKey).values()) {
    const [{ issuedOn, dueOn, validUntil }] = same as [ReadNotice]
    const units = Map.groupBy(same, place)
    const wanted = [...units.values()].map(([one]) => one!)
    const written = await writeNotices(
      tx,
      {
        ...{ municipalityId, on: issuedOn, dueDays: daysBetween(issuedOn, dueOn) },
        ...{ validDays: daysBetween(dueOn, validUntil), showsBarcode: false, feeCents: 0n },
        message: 'Notificação emitida no sistema anterior.',
        ...{ packId: null, policyVersionId: null, step: null, runId: null, participate },
      },
      wanted
    )
    for (const { id, premiseId, debtorId } of written) {
      const of = wanted.find(
        (one) => one.premiseId === premiseId && one.debtorId === debtorId && !ids.has(one)
      )!
      for (const one of units.get(place(of))!) ids.set(one, id)
    }
  }
  const delivered = [...ids].filter(([{ deliveredOn }]) => deliveredOn !== null)
  await query(
    tx,
    `update dunning_notices n set delivered_on = u.day, delivery = u.how
       from unnest(?::bigint[], ?::date[], ?::text[]) as u(id, day, how) where n.municipality_id = ? and n.id = u.id`,
    [
      delivered.map(([, id]) => id),
      delivered.map(([{ deliveredOn }]) => deliveredOn),
      delivered.map(([{ delivery }]) => delivery),
      municipalityId,
    ]
  )
  return ids
}
