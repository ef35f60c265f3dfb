import { municipalityOf } from '#core/access/index'
import { civilDate } from '#core/calendar/index'
import {
  type CopyValue,
  type Tx,
  canonicalJson,
  copyRows,
  query,
  sha256,
  takeIds,
} from '#core/database/index'
import { type KnownMeter, metersByNumber } from '#plugins/metering/api'
import {
  type AutomaticMessage,
  type UsableMessage,
  readMessage,
} from '../domain/automatic_message.ts'
import { fitsDial } from '../domain/consumption.ts'
import { takeAutomatic } from './take_automatic.ts'

export type AutomaticFate = 'accepted' | 'repeated' | 'unknown' | 'rejected'

export interface AutomaticDelivery {
  readonly municipalityId: bigint
  readonly source: 'api' | 'file'
  readonly name: string
  readonly messages: readonly AutomaticMessage[]
  readonly by: string
  readonly now: Date
  readonly fileObjectId?: bigint
}

export interface AutomaticLine {
  readonly number: number
  readonly fate: AutomaticFate
  readonly code: string | null
  readonly message: string | null
}

export interface AutomaticResult {
  readonly delivery: bigint
  /** The same messages had come before: nothing was written now. */
  readonly isRepeated: boolean
  readonly counts: Readonly<Record<AutomaticFate, number>>
  readonly lines: readonly AutomaticLine[]
  /** Readings that open loads took at once. */
  readonly used: number
}

interface Judged extends AutomaticLine {
  readonly sent: AutomaticMessage
  readonly meterId?: bigint
  readonly connectionId?: bigint
  readonly premiseId?: bigint
  readonly reading?: number
  readonly readAt?: string
}

/**
 * Keeps what automatic meters sent, message by message (TR-3.2.3.12): each is kept once as a reading of the connection on which its
 * meter hung, and loads in the field take it. The same delivery again answers as the first time.
 */
export async function receiveAutomatic(
  tx: Tx,
  delivery: AutomaticDelivery
): Promise<AutomaticResult> {
  const { municipalityId, messages } = delivery
  const lock = `select pg_advisory_xact_lock(hashtextextended('readings.automatic', ?))`
  await query(tx, lock, [municipalityId])
  const hash = sha256(canonicalJson(messages.map(({ meter, reading, at }) => [meter, reading, at])))
  const before = await findDelivery(tx, municipalityId, hash)
  if (before) return before
  const judged = await judge(tx, delivery)
  const counts = { accepted: 0, repeated: 0, unknown: 0, rejected: 0 }
  for (const { fate } of judged) counts[fate]++
  const id = await write(tx, delivery, { hash, judged, counts })
  const premiseIds = judged.flatMap((one) => (one.fate === 'accepted' ? one.premiseId! : []))
  const used = await takeAutomatic(tx, { municipalityId, now: delivery.now, premiseIds })
  const lines = judged.map(({ number, fate, code, message }) => ({ number, fate, code, message }))
  return { delivery: id, isRepeated: false, counts, lines, used }
}

async function findDelivery(
  tx: Tx,
  municipalityId: bigint,
  hash: string
): Promise<AutomaticResult | null> {
  const [row] = await query<{ id: bigint } & Record<`${AutomaticFate}_count`, number>>(
    tx,
    `select id, accepted_count, repeated_count, unknown_count, rejected_count from readings_automatic_deliveries
      where municipality_id = ? and sha256 = ?`,
    [municipalityId, hash]
  )
  if (!row) return null
  const lines = await query<AutomaticLine>(
    tx,
    `select number, fate, reason_code as code, reason as message from readings_automatic_lines
      where municipality_id = ? and delivery_id = ? order by number`,
    [municipalityId, row.id]
  )
  const { id, accepted_count: accepted, repeated_count: repeated } = row
  const { unknown_count: unknown, rejected_count: rejected } = row
  const counts = { accepted, repeated, unknown, rejected }
  return { delivery: id, isRepeated: true, counts, lines, used: 0 }
}

interface Local {
  readonly at: string
  /** `YYYY-MM-DDTHH:MM:SS` of the municipality. */
  readonly local: string
  readonly is_future: boolean
}

/** Each instant in the municipality's own time, by the text in which it came. */
async function localTimes(
  tx: Tx,
  { municipalityId, now }: AutomaticDelivery,
  instants: readonly string[]
): Promise<Map<string, Local>> {
  const { timeZone } = await municipalityOf(municipalityId, tx)
  const rows = await query<Local>(
    tx,
    `select at, to_char(local, 'YYYY-MM-DD"T"HH24:MI:SS') as local,
            local > ?::timestamptz at time zone ? as is_future
       from unnest(?::text[]) as n (at)
      cross join lateral (select case when at ~ '(Z|[+-][0-9:]{4,5})$' and at !~ '^.{10}$'
        then at::timestamptz at time zone ? else at::timestamp end as local) t`,
    [now.toISOString(), timeZone, [...new Set(instants)], timeZone]
  )
  return new Map(rows.map((row) => [row.at, row]))
}

async function judge(tx: Tx, delivery: AutomaticDelivery): Promise<Judged[]> {
  const { municipalityId, messages } = delivery
  const read = messages.map(readMessage)
  const usable = read.filter((one) => 'meter' in one)
  const meters = await metersByNumber(tx, {
    ...{ municipalityId, numbers: usable.map(({ meter }) => meter) },
  })
  const times = await localTimes(
    tx,
    delivery,
    usable.map(({ at }) => at)
  )
  const seen = await keptReadings(
    tx,
    [...meters.values()].map(({ meterId }) => meterId),
    [...times.values()].map(({ local }) => local)
  )
  return messages.map((sent, index) => {
    const one = read[index]!
    const number = index + 1
    if ('code' in one) return { number, sent, fate: 'rejected', ...one }
    const meter = meters.get(one.meter)
    const judged = judgeOne(one, { meter, time: times.get(one.at)!, seen })
    return { number, sent, ...judged }
  })
}

interface Known {
  readonly meter: KnownMeter | undefined
  readonly time: Local
  /** Readings by meter and instant; what is accepted is added. */
  readonly seen: Map<string, number>
}

const refused = (fate: AutomaticFate, code: string, message: string) => ({ fate, code, message })

function judgeOne(
  { meter: number, reading }: UsableMessage,
  { meter, time, seen }: Known
): Omit<Judged, 'number' | 'sent'> {
  if (!meter)
    return refused('unknown', 'meter_unknown', `O hidrômetro ${number} não está no cadastro.`)
  const { meterId, digits } = meter
  const on = civilDate(time.local.slice(0, 10))
  if (time.is_future)
    return refused('rejected', 'future', 'A data e a hora da leitura ainda não chegaram.')
  const place = meter.installations.findLast(
    ({ from, until }) => from <= on && (until === null || on < until)
  )
  if (!place) {
    const text = `O hidrômetro ${number} não estava instalado em nenhuma ligação nessa data.`
    return { ...refused('rejected', 'not_installed', text), meterId }
  }
  const { connectionId, premiseId } = place
  const where = { meterId, connectionId, premiseId, reading, readAt: time.local }
  if (!fitsDial(reading, digits)) {
    const text = `O mostrador do hidrômetro ${number} tem ${digits} dígitos: não mostra ${reading}.`
    return { ...where, ...refused('rejected', 'beyond_dial', text) }
  }
  const key = `${meterId}/${time.local}`
  const before = seen.get(key)
  if (before === reading)
    return { ...where, ...refused('repeated', 'repeated', 'Esta leitura já tinha chegado.') }
  if (before !== undefined) {
    const text = `Já há a leitura ${before} deste hidrômetro nesse instante: vale a primeira.`
    return { ...where, ...refused('rejected', 'other_reading', text) }
  }
  seen.set(key, reading)
  return { ...where, fate: 'accepted', code: null, message: null }
}

async function keptReadings(
  tx: Tx,
  meterIds: readonly bigint[],
  instants: readonly string[]
): Promise<Map<string, number>> {
  const rows = await query<{ meter_id: bigint; at: string; reading: number }>(
    tx,
    `select meter_id, to_char(read_at, 'YYYY-MM-DD"T"HH24:MI:SS') as at, reading from readings_automatic_lines
      where fate = 'accepted' and meter_id = any(?::bigint[]) and read_at = any(?::timestamp[])`,
    [meterIds, instants]
  )
  return new Map(rows.map((row) => [`${row.meter_id}/${row.at}`, row.reading]))
}

interface Written {
  readonly hash: string
  readonly judged: readonly Judged[]
  readonly counts: AutomaticResult['counts']
}

const COLUMNS = [
  ...['id', 'municipality_id', 'delivery_id', 'number', 'meter_number', 'sent_reading', 'sent_at'],
  ...['fate', 'reason_code', 'reason', 'meter_id', 'connection_id', 'premise_id', 'reading'],
  ...['read_at', 'origin'],
]
const kept = (text: string) => text.slice(0, 60).replaceAll('\0', ' ')

async function write(tx: Tx, delivery: AutomaticDelivery, written: Written): Promise<bigint> {
  const { municipalityId, source, name, by, now, fileObjectId = null } = delivery
  const { hash, judged, counts } = written
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into readings_automatic_deliveries (municipality_id, source, name, sha256, file_object_id, received_at, received_by,
       line_count, accepted_count, repeated_count, unknown_count, rejected_count)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, source, name, hash, fileObjectId, now.toISOString(), by, judged.length],
      ...[counts.accepted, counts.repeated, counts.unknown, counts.rejected],
    ]
  )
  const ids = await takeIds(tx, 'readings_automatic_lines', judged.length)
  await copyRows(
    tx,
    'readings_automatic_lines',
    COLUMNS,
    judged.map((line, index): CopyValue[] => [
      ...[ids[index]!, municipalityId, row!.id, line.number, kept(line.sent.meter)],
      ...[kept(line.sent.reading), kept(line.sent.at), line.fate, line.code, line.message],
      ...[line.meterId ?? null, line.connectionId ?? null, line.premiseId ?? null],
      ...[line.reading ?? null, line.readAt ?? null, 'amr'],
    ])
  )
  return row!.id
}
