/** A premise as the load file tells it to the reader. */
export interface Stop {
  readonly registration: string
  readonly previous: number
  readonly digits: number
}

/** m³ that a meter turned since the last reading, or the code of the occurrence that kept the reader from reading it. */
export type Consumption = (stop: Stop) => number | string

/**
 * The return file that a reader brings for a load file, as docs/implementers/reading-files.md says: one line for each
 * premise to read, every meter advanced as wanted.
 */
export function returnOf(loadFile: string, readOn: string, consumption: Consumption): string {
  const [header, ...lines] = loadFile.trimEnd().split('\r\n')
  const records = lines
    .map(columnsOf)
    .filter(([kind, , , , , qualification]) => kind === 'D' && qualification === 'L')
    .map((columns) => recordOf(columns, consumption))
  const control = records.reduce(
    (sum, one) => sum + BigInt(one.registration) + (one.reading ?? 0n),
    0n
  )
  const details = records.map(
    ({ sequence, registration, meter, reading, occurrence }) =>
      `D;${sequence};${registration};${meter};${reading ?? ''};${occurrence};${readOn}T08:30:00;L01;0`
  )
  return [
    header!.replace('AQUEDUTO-CARGA', 'AQUEDUTO-RETORNO'),
    ...details,
    `T;${details.length};${control}`,
  ]
    .map((line) => `${line}\r\n`)
    .join('')
}

function recordOf(columns: readonly string[], consumption: Consumption) {
  const [, sequence, registration = '', meter, digits, , , , , previous] = columns
  const stop = { registration, previous: Number(previous), digits: Number(digits) }
  const seen = consumption(stop)
  const reading =
    typeof seen === 'number' ? BigInt((stop.previous + seen) % 10 ** stop.digits) : null
  const occurrence = typeof seen === 'string' ? seen : ''
  return { sequence, registration, meter, reading, occurrence }
}

/** The columns of a line; those in quotes may hold a semicolon. */
const columnsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''
  )

export interface Alteration {
  /** Lines that stand in the file besides; the totals count them. */
  readonly also?: (details: readonly string[]) => readonly string[]
  /** What became of the lines after the totals were made. */
  readonly broken?: (detail: string, index: number) => string
}

/** A return file with other lines than it should have. */
export function altered(file: string, { also, broken }: Alteration): string {
  const lines = file.trimEnd().split('\r\n')
  const details = lines.slice(1, -1)
  const all = [...details, ...(also?.(details) ?? [])]
  const control = all.reduce((sum, line) => {
    const [, , registration, , reading] = line.split(';')
    return sum + BigInt(registration!) + BigInt(reading!)
  }, 0n)
  return [lines[0]!, ...all.map(broken ?? ((line) => line)), `T;${all.length};${control}`]
    .map((line) => `${line}\r\n`)
    .join('')
}

/** A line with another value in one of its columns, counted from zero. */
export const withColumn = (line: string, column: number, value: string): string =>
  line
    .split(';')
    .map((old, index) => (index === column ? value : old))
    .join(';')
