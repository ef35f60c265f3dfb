import {
  type CivilDate,
  formatDate,
  lastDay,
  type RefMonth,
  firstDay,
  monthOf,
} from '#core/calendar/index'

export type Origin = 'measured' | 'estimated'

/** What somebody says that passed a point in a period. */
export interface VolumeLine {
  /** Name of the message, by which it is known again; null of what is typed or comes in a file. */
  readonly key: string | null
  readonly point: string
  readonly from: CivilDate
  readonly until: CivilDate
  /** m³, as decimal text. */
  readonly m3: string
  readonly origin: Origin
  readonly treated: string | null
  readonly document: string | null
}

export interface KnownPoint {
  readonly id: bigint
  readonly code: string
  readonly kind: string
  /** Days of the meters that stood there; the removal is not one of them. */
  readonly meters: readonly { readonly from: CivilDate; readonly until: CivilDate | null }[]
  /** Periods that have a volume already. */
  readonly taken: readonly {
    readonly from: CivilDate
    readonly until: CivilDate
    readonly m3: string
    readonly origin: Origin
  }[]
}

export interface Judging {
  readonly points: ReadonlyMap<string, KnownPoint>
  readonly keys: ReadonlySet<string>
  readonly today: CivilDate
}

export type Fate =
  | { readonly fate: 'accepted'; readonly line: VolumeLine; readonly point: KnownPoint }
  | { readonly fate: 'repeated' }
  | { readonly fate: 'refused'; readonly problem: string }

/** What becomes of each line, in their order: one that repeats a message or says again what is known is not added twice. */
export function judgeLines(lines: readonly VolumeLine[], { points, keys, today }: Judging): Fate[] {
  const known = new Set(keys)
  const taken = new Map([...points.values()].map((point) => [point.id, [...point.taken]]))
  return lines.map((line) => {
    if (line.key !== null && known.has(line.key)) return { fate: 'repeated' }
    const point = points.get(line.point)
    if (!point) return refused(line, `o ponto ${line.point} não existe`)
    const of = taken.get(point.id)!
    const other = of.find(({ from, until }) => from <= line.until && until >= line.from)
    if (other && line.key === null && isSame(other, line)) return { fate: 'repeated' }
    const problem = problemOf(line, point, today)
    if (problem) return refused(line, problem)
    if (other) {
      return refused(line, `já há volume de ${formatDate(other.from)} a ${formatDate(other.until)}`)
    }
    of.push(line)
    if (line.key !== null) known.add(line.key)
    return { fate: 'accepted', line, point }
  })
}

const refused = (line: VolumeLine, problem: string): Fate => ({
  fate: 'refused',
  problem: `${line.point}, ${formatDate(line.from)}: ${problem}`,
})

const isSame = (a: KnownPoint['taken'][number], b: VolumeLine) =>
  a.from === b.from && a.until === b.until && scaled(a.m3) === scaled(b.m3) && a.origin === b.origin

/** Thousandths of m³. */
export function scaled(text: string): bigint {
  const [whole = '0', part = ''] = text.split('.')
  return BigInt(whole) * 1000n + BigInt(part.padEnd(3, '0').slice(0, 3))
}

const CHANGES_HANDS = new Set(['imported_sewage', 'exported_sewage'])

/** Why a volume cannot be, in words; null when it can. */
export function problemOf(
  line: Omit<VolumeLine, 'key' | 'point'>,
  { kind, meters }: Pick<KnownPoint, 'kind' | 'meters'>,
  today: CivilDate
): string | null {
  if (line.until < line.from) return 'o período termina antes de começar'
  if (monthOf(line.from) !== monthOf(line.until)) return 'o período passa de um mês a outro'
  if (monthOf(line.from) > monthOf(today)) return 'o mês ainda não começou'
  if (line.origin === 'measured' && !meters.some((one) => stands(one, line))) {
    return 'não havia macromedidor no ponto: o volume só pode ser estimado'
  }
  return treatedProblem(line, kind)
}

function treatedProblem(
  { m3, treated, document }: Pick<VolumeLine, 'm3' | 'treated' | 'document'>,
  kind: string
): string | null {
  if (treated === null) return null
  if (!CHANGES_HANDS.has(kind)) return 'só o esgoto importado ou exportado diz quanto foi tratado'
  if (scaled(treated) > scaled(m3)) return 'o volume tratado é maior que o recebido ou enviado'
  if (kind === 'exported_sewage' && !document) {
    return 'o tratado do esgoto exportado pede o documento de quem o recebeu'
  }
  return null
}

const stands = (
  meter: KnownPoint['meters'][number],
  line: Pick<VolumeLine, 'from' | 'until'>
): boolean => meter.from <= line.until && (meter.until === null || meter.until > line.from)

/** The whole of a month. */
export const wholeMonth = (reference: RefMonth) => ({
  from: firstDay(reference),
  until: lastDay(reference),
})
