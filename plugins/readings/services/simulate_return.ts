import type { CivilDate } from '#core/calendar/index'
import { type Tx, sha256, query } from '#core/database/index'
import { type ReadingReturn, readReturnLine } from '../domain/field_return_line.ts'
import { writeReturnFile } from '../domain/field_return_file.ts'
import type { FrozenFacts } from '../domain/frozen_facts.ts'
import { type Dice, type SimulatedVisit, simulateVisit } from '../domain/simulated_visit.ts'
import { loadHeader } from './export_load_file.ts'
import { RECEIVING, readLoad, requireState } from './load_state.ts'

/** Broken lines to put in, as files from the field have them. */
export interface ReturnDefects {
  /** Lines of a registration number that is not in the load. */
  readonly unknown?: number
  /** Lines whose reading is no number. */
  readonly notNumeric?: number
  /** Lines that stand twice. */
  readonly duplicated?: number
  /** Lines cut before their end. */
  readonly cut?: number
}

export interface Simulation {
  readonly municipalityId: bigint
  readonly loadId: bigint
  /** The same seed, load and date give the same bytes. */
  readonly seed: string
  readonly readOn: CivilDate
  readonly defects?: ReturnDefects
}

interface Row {
  readonly sequence: number
  readonly set_key: bigint
  readonly registration_number: string
  readonly meter_number: string
  readonly previous_reading: number
  readonly average_m3: string | null
  readonly facts: string
}

/** A return file as a day in the field could have made it, for demonstrations and rehearsals. */
export async function simulateReturn(tx: Tx, simulation: Simulation): Promise<string> {
  const { municipalityId, loadId, seed } = simulation
  const load = await readLoad(tx, municipalityId, loadId)
  requireState(load, RECEIVING, 'returned')
  const rows = await query<Row>(
    tx,
    `select sequence, set_key, registration_number, meter_number, previous_reading, average_m3, facts
       from readings_load_items
      where load_id = ? and qualification = 'read' and previous_reading is not null
      order by route_id nulls last, sequence, id`,
    [loadId]
  )
  const visits = visitsOf(rows, seed)
  const header = {
    ...(await loadHeader(tx, municipalityId, load)),
    contentSha256: load.contentSha256 ?? '',
  }
  const records = rows.map((row, index) =>
    recordOf(row, visits.get(row.registration_number)!, timeOf(simulation.readOn, index))
  )
  return withDefects(writeReturnFile(header, records), simulation.defects ?? {})
}

/** Units first, so that each master knows what they add up to. */
function visitsOf(rows: readonly Row[], seed: string): Map<string, SimulatedVisit> {
  const visits = new Map<string, SimulatedVisit>()
  const units = new Map<bigint, number>()
  const known = rows.map((row) => ({ row, facts: JSON.parse(row.facts) as FrozenFacts }))
  const isMaster = ({ facts }: { facts: FrozenFacts }) => facts.kind === 'condominium_master'
  const ordered = [...known.filter((one) => !isMaster(one)), ...known.filter(isMaster)]
  for (const { row, facts } of ordered) {
    const visit = simulateVisit(
      {
        previous: row.previous_reading,
        digits: facts.meter!.digits,
        averageM3: row.average_m3,
        isActive: facts.water?.situation === 'active',
        unitsM3: facts.kind === 'condominium_master' ? (units.get(row.set_key) ?? 0) : null,
      },
      diceOf(`${seed}/${row.registration_number}`)
    )
    visits.set(row.registration_number, visit)
    if (facts.kind === 'condominium_child') {
      units.set(row.set_key, (units.get(row.set_key) ?? 0) + visit.m3)
    }
  }
  return visits
}

const diceOf =
  (seed: string): Dice =>
  (question, sides) =>
    Number.parseInt(sha256(`${seed}/${question}`).slice(0, 8), 16) % sides

/** Readers start at half past seven and take half a minute from door to door. */
function timeOf(readOn: CivilDate, index: number): string {
  const minutes = 7 * 60 + 30 + (Math.floor(index / 2) % (9 * 60))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${readOn}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${index % 2 ? '30' : '00'}`
}

function recordOf(row: Row, visit: SimulatedVisit, readAt: string): ReadingReturn {
  return {
    sequence: row.sequence,
    registration: row.registration_number,
    meterNumber: row.meter_number,
    reading: visit.reading,
    anomalyCode: visit.anomalyCode,
    readAt,
    readerCode: 'L01',
    hasPhoto: visit.anomalyCode !== null,
  }
}

/** Breaks lines from the end of the file backwards, one defect each, and writes totals that agree with what is there. */
function withDefects(text: string, defects: ReturnDefects): string {
  const lines = text.split('\r\n').slice(0, -1)
  const header = lines[0]!
  const details = lines.slice(1, -1)
  let at = details.length - 1
  const alter = (times: number, change: (line: string) => string) => {
    for (let done = 0; done < times && at >= 0; done++, at--) details[at] = change(details[at]!)
  }
  alter(defects.notNumeric ?? 0, (line) => withColumn(line, 4, '12A4'))
  alter(defects.cut ?? 0, (line) => line.split(';').slice(0, 4).join(';'))
  const twice = details.slice(Math.max(0, at + 1 - (defects.duplicated ?? 0)), at + 1)
  const unknown = Array.from({ length: defects.unknown ?? 0 }, (_, index) =>
    withColumn(details[0]!, 2, String(999_999_990 - index))
  )
  const all = [...details, ...twice, ...unknown]
  const control = all.reduce((sum, line) => sum + (readReturnLine(line).control ?? 0n), 0n)
  return [header, ...all, `T;${all.length};${control}`].map((line) => `${line}\r\n`).join('')
}

const withColumn = (line: string, index: number, value: string): string =>
  line
    .split(';')
    .map((column, place) => (place === index ? value : column))
    .join(';')
