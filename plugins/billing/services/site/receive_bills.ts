import { type CivilDate, type RefMonth, civilDate } from '#core/calendar/index'
import { type Tx, canonicalJson, copyRows, query, sha256, takeIds } from '#core/database/index'
import { type FieldDevice, lockLoad } from '#plugins/readings/api'
import { type SiteLine, ownFaults } from '../../domain/site_bill.ts'
import { type ArrivingUnit, paperFaults } from './paper_faults.ts'

/** A bill as a device sends it: what the paper says. */
export interface SentBill {
  readonly registration: string
  readonly number: string
  /** Local date and time. */
  readonly issued_at: string
  readonly due_on: string
  readonly billed_m3: string
  readonly total_cents: number
  readonly barcode?: string | null
  readonly lines: readonly {
    readonly charge: string
    readonly category?: string | null
    readonly m3?: string | null
    readonly amount_cents: number
    readonly version?: string | null
  }[]
  readonly latitude?: number | null
  readonly longitude?: number | null
}

export interface BillFate {
  readonly registration: string
  readonly number: string
  readonly fate: 'kept' | 'repeated' | 'refused'
  readonly code: string | null
  readonly message: string | null
  /** What puts it before the critique; empty: nothing was found yet. */
  readonly findings: readonly string[]
}

export interface Arriving {
  readonly municipalityId: bigint
  readonly loadId: bigint
  readonly device: FieldDevice
  readonly bills: readonly SentBill[]
  readonly now: Date
}

interface UnitRow extends ArrivingUnit {
  readonly item_id: bigint
  readonly registration: string
  /** Content of the paper that is kept of it. */
  readonly kept: string | null
}

interface Kept {
  readonly unit: UnitRow
  readonly sent: SentBill
  readonly lines: readonly SiteLine[]
  readonly findings: readonly string[]
}

/**
 * Keeps the bills that a reader printed at the door, each as it came and once. One that is wrong by itself, or unlike the invoice
 * that stands, waits in the critique; the others wait for the run. Errors: E_READINGS_LOAD_UNKNOWN.
 */
export async function receiveBills(tx: Tx, arriving: Arriving): Promise<BillFate[]> {
  const { municipalityId, loadId, bills } = arriving
  const load = await lockLoad(tx, municipalityId, loadId)
  const units = await unitsOf(tx, loadId, bills)
  const fates: BillFate[] = []
  const fresh: Kept[] = []
  const seen = new Map<string, string>()
  for (const sent of bills) {
    const unit = units.get(sent.registration)
    const kept = seen.get(sent.registration) ?? unit?.kept ?? null
    const hash = hashOf(sent)
    const { registration, number } = sent
    const answer = { registration, number, findings: [] }
    if (!unit) fates.push({ ...answer, ...UNKNOWN })
    else if (kept === hash) fates.push({ ...answer, ...REPEATED })
    else if (kept !== null) fates.push({ ...answer, ...OTHER })
    else {
      const one = await judged(tx, { municipalityId, reference: load.reference, unit, sent })
      seen.set(registration, hash)
      fresh.push(one)
      fates.push({ ...answer, fate: 'kept', code: null, message: null, findings: one.findings })
    }
  }
  await writeBills(tx, arriving, { reference: load.reference, fresh })
  return fates
}

const UNKNOWN = {
  fate: 'refused',
  code: 'registration_unknown',
  message: 'Esta matrícula não está na carga.',
} as const
const REPEATED = { fate: 'repeated', code: null, message: null } as const
const OTHER = {
  fate: 'refused',
  code: 'other_content',
  message: 'Já foi recebida outra fatura desta matrícula nesta carga: a primeira fica.',
} as const

/** Of all that was sent; what was not said and null are the same. */
function hashOf({ lines, latitude, longitude, barcode, ...sent }: SentBill): string {
  return sha256(
    canonicalJson({
      ...{ ...sent, barcode: barcode ?? null },
      ...{ latitude: degrees(latitude), longitude: degrees(longitude) },
      lines: lines.map(({ charge, category, m3, amount_cents: cents, version }) => ({
        ...{ charge, category: category ?? null, m3: m3 ?? null, cents, version: version ?? null },
      })),
    })
  )
}

async function unitsOf(
  tx: Tx,
  loadId: bigint,
  bills: readonly SentBill[]
): Promise<ReadonlyMap<string, UnitRow>> {
  const rows = await query<UnitRow>(
    tx,
    `select i.id as item_id, i.premise_id, i.registration_number as registration, i.facts::json ->> 'billed_until' as billed_until,
            (i.facts::json ->> 'holder')::bigint as holder_id, i.facts::json -> 'joined' -> 'billing' -> 'print' ->> 'number' as reserved,
            b.sha256 as kept, v.id as invoice_id, v.number as invoice_number, v.total_cents - v.withheld_cents as invoice_cents
       from readings_load_items i
       left join billing_site_bills b on b.load_item_id = i.id
       left join billing_invoices v on v.premise_id = i.premise_id and v.load_item_id = i.id
        and v.settlement not in ('cancelled', 'replaced')
      where i.load_id = ? and i.registration_number = any(?::text[])`,
    [loadId, bills.map(({ registration }) => registration)]
  )
  return new Map(rows.map((row) => [row.registration, row]))
}

interface Judging {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  readonly unit: UnitRow
  readonly sent: SentBill
}

async function judged(tx: Tx, { municipalityId, reference, unit, sent }: Judging): Promise<Kept> {
  const lines = sent.lines.map((line) => ({
    ...{ charge: line.charge, category: line.category ?? null, m3: line.m3 ?? null },
    amountCents: BigInt(line.amount_cents),
    versionId: line.version ? BigInt(line.version) : null,
  }))
  const bill = {
    ...{ issuedOn: dayOf(sent), dueOn: civilDate(sent.due_on), lines, findings: null },
    totalCents: BigInt(sent.total_cents),
  }
  const others = await paperFaults(tx, {
    ...{ municipalityId, reference, unit, bill },
    ...{ number: sent.number, barcode: sent.barcode ?? null },
  })
  return { unit, sent, lines, findings: [...ownFaults(bill), ...others] }
}

const dayOf = ({ issued_at: at }: SentBill): CivilDate => civilDate(at.slice(0, 10))

const BILL_COLUMNS = [
  ...['id', 'municipality_id', 'load_id', 'load_item_id', 'premise_id', 'reference', 'device_id'],
  ...['device', 'reader_code', 'number', 'issued_at', 'due_on', 'billed_m3', 'lines_cents'],
  ...['total_cents', 'barcode', 'latitude', 'longitude', 'sha256', 'received_at', 'state'],
  ...['findings', 'invoice_id'],
]
const LINE_COLUMNS = [
  ...['municipality_id', 'site_bill_id', 'side', 'number', 'charge', 'category', 'quantity_m3'],
  ...['amount_cents', 'version_id'],
]

interface Writing {
  readonly reference: RefMonth
  readonly fresh: readonly Kept[]
}

/** A paper that agrees with the invoice that stands is that invoice. */
function stateOf({ unit, findings }: Kept) {
  if (findings.length) return ['divergent', findings.join(' '), null] as const
  return unit.invoice_id === null
    ? (['received', null, null] as const)
    : (['matched', null, unit.invoice_id] as const)
}

async function writeBills(
  tx: Tx,
  { municipalityId, loadId, device, now }: Arriving,
  { reference, fresh }: Writing
): Promise<void> {
  if (fresh.length === 0) return
  const ids = await takeIds(tx, 'billing_site_bills', fresh.length)
  await copyRows(
    tx,
    'billing_site_bills',
    BILL_COLUMNS,
    fresh.map((one, index) => {
      const { unit, sent, lines } = one
      return [
        ...[ids[index]!, municipalityId, loadId, unit.item_id, unit.premise_id, reference],
        ...[device.id, device.name, device.readerCode, sent.number, sent.issued_at, sent.due_on],
        ...[sent.billed_m3, lines.reduce((sum, line) => sum + line.amountCents, 0n)],
        ...[BigInt(sent.total_cents), sent.barcode ?? null, degrees(sent.latitude)],
        ...[degrees(sent.longitude), hashOf(sent), now.toISOString(), ...stateOf(one)],
      ]
    })
  )
  await copyRows(
    tx,
    'billing_site_bill_lines',
    LINE_COLUMNS,
    fresh.flatMap(({ lines }, index) =>
      lines.map((line, place) => [
        ...[municipalityId, ids[index]!, 'original', place + 1, line.charge, line.category],
        ...[line.m3, line.amountCents, line.versionId],
      ])
    )
  )
}

const degrees = (value: number | null | undefined) =>
  typeof value === 'number' ? value.toFixed(6) : null
