import type { Participant } from '#core/actions/index'
import { addRefMonths, formatDate, monthOf } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { Dec, formatDecimal } from '#core/money/index'
import type { MeterRemoving } from '#plugins/metering/api'
import { type DialReading, measuredM3 } from '../domain/consumption.ts'
import { lastReadings } from '../services/past_readings.ts'

const whole = (value: number) => formatDecimal(Dec.of(value))

/** What stood on the dial last, and how people call that moment. */
async function lastKnown(tx: Tx, removing: MeterRemoving) {
  const { meterId, removedOn, installedOn, initialReading } = removing
  const reference = addRefMonths(monthOf(removedOn), 2)
  const known = await lastReadings(tx, [meterId], reference)
  const last = known.get(meterId)
  return last && last.read_on >= installedOn
    ? { reading: last.reading, when: `a leitura de ${formatDate(last.read_on)}` }
    : { reading: initialReading, when: `a instalação, em ${formatDate(installedOn)}` }
}

function sentence(dial: DialReading, when: string): string {
  const measured = measuredM3(dial)
  if (!measured) return 'O consumo desde a última leitura não pôde ser medido: confira o mostrador.'
  const before = `${when} (${whole(dial.previous)} m³)`
  if (measured.isRollover) {
    return (
      `A leitura final (${whole(dial.reading)} m³) é menor que a de antes, ${before}: conta como volta do mostrador, ` +
      `${whole(measured.m3)} m³ na próxima fatura do imóvel. Confira o mostrador antes de continuar.`
    )
  }
  return measured.m3 === 0
    ? `Nada passou por ele desde ${before}.`
    : `Desde ${before} passaram ${whole(measured.m3)} m³ por ele: entram na próxima fatura do imóvel.`
}

/** Tells what passed through a meter since its last reading, which the next reading load bills (TR-3.2.5.9). */
export const meterRemoving: Participant<MeterRemoving> = {
  point: 'metering.meter_removing',
  async run({ tx }, removing) {
    const { reading: previous, when } = await lastKnown(tx, removing)
    const { finalReading: reading, digits, effects } = removing
    effects.push(sentence({ reading, previous, digits }, when))
    return []
  },
}
