import type { ReturnLine } from '../domain/field_return_file.ts'
import type { ReadingReturn } from '../domain/field_return_line.ts'

export interface LoadedMeter {
  readonly itemId: bigint
  readonly hasMeter: boolean
  /** Where this premise was read already, as people say it; null when it was not. */
  readonly taken: string | null
  /** The critique asked for a second visit. */
  readonly isReviewed: boolean
  /** The critique is done: only second visits still come in. */
  readonly isOver: boolean
}

export interface JudgedLine {
  readonly number: number
  readonly raw: string
  readonly fate: 'accepted' | 'rejected' | 'unknown' | 'duplicate' | 'review'
  readonly reasonCode: string | null
  readonly reason: string | null
  readonly itemId: bigint | null
}

const GOOD: ReadonlySet<JudgedLine['fate']> = new Set(['accepted', 'review'])

/** The fate of each line of a return against its load; with a refusal of the whole file none is accepted. */
export function judgeLines(
  lines: readonly ReturnLine[],
  load: ReadonlyMap<bigint, LoadedMeter>,
  refusal: string | null
): JudgedLine[] {
  const seen = new Set<bigint>()
  return lines.map((line) => {
    const judged = judgeLine(line, load, seen)
    if (refusal === null || !GOOD.has(judged.fate)) return judged
    const reason = `O arquivo não foi aceito: ${refusal}`
    return { ...judged, fate: 'rejected', reasonCode: 'file_rejected', reason }
  })
}

function judgeLine(
  { number, raw, record, issue }: ReturnLine,
  load: ReadonlyMap<bigint, LoadedMeter>,
  seen: Set<bigint>
): JudgedLine {
  const line = { number, raw }
  if (!record) {
    const fate = issue?.code === 'line_duplicated' ? 'duplicate' : 'rejected'
    const reasonCode = issue?.code ?? 'line_invalid'
    return { ...line, fate, reasonCode, reason: issue?.message ?? 'Linha inválida.', itemId: null }
  }
  const { registration } = record
  const meter = load.get(BigInt(registration))
  if (!meter) {
    const reason = `A matrícula ${registration} não está nesta carga.`
    return { ...line, fate: 'unknown', reasonCode: 'registration_unknown', reason, itemId: null }
  }
  const { itemId } = meter
  const refused = refusalOf(meter, record, seen)
  if (refused) return { ...line, ...refused, itemId }
  seen.add(itemId)
  return { ...line, fate: 'accepted', reasonCode: null, reason: null, itemId }
}

/** Why a readable line of a premise of the load is not simply accepted; null when it is. */
function refusalOf(
  { itemId, ...meter }: LoadedMeter,
  { registration, reading }: ReadingReturn,
  seen: Set<bigint>
): Pick<JudgedLine, 'fate' | 'reasonCode' | 'reason'> | null {
  if (!meter.hasMeter && reading !== null) {
    const reason = `A matrícula ${registration} não tem hidrômetro na carga: a leitura não pode ser usada.`
    return { fate: 'rejected', reasonCode: 'no_meter', reason }
  }
  if (meter.isReviewed && !seen.has(itemId)) {
    seen.add(itemId)
    const reason = 'Revisão que a crítica pediu: as duas leituras ficam no histórico.'
    return { fate: 'review', reasonCode: 'field_review', reason }
  }
  if (meter.isOver) {
    const reason = `A crítica desta carga já foi feita: a leitura da matrícula ${registration} não entra mais.`
    return { fate: 'rejected', reasonCode: 'load_processed', reason }
  }
  if (meter.taken === null && !seen.has(itemId)) return null
  const where = meter.taken === null ? 'em outra linha deste arquivo' : `em ${meter.taken}`
  const reason = `A matrícula ${registration} já foi lida ${where}: vale a primeira.`
  return { fate: 'duplicate', reasonCode: 'already_read', reason }
}
