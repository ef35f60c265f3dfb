/** A premise as the load file tells it to the reader. */
export interface Stop {
  readonly registration: string
  readonly previous: number
  readonly digits: number
}

/** m³ that a meter turned since the last reading. */
export type Consumption = (stop: Stop) => number

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
  const control = records.reduce((sum, one) => sum + BigInt(one.registration) + one.reading, 0n)
  const details = records.map(
    ({ sequence, registration, meter, reading }) =>
      `D;${sequence};${registration};${meter};${reading};;${readOn}T08:30:00;L01;0`
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
  const reading = BigInt((stop.previous + consumption(stop)) % 10 ** stop.digits)
  return { sequence, registration, meter, reading }
}

/** The columns of a line; those in quotes may hold a semicolon. */
const columnsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''
  )
