import pg from 'pg'

const INT8 = 20
const DATE = 1082

/**
 * How PostgreSQL values reach the code: bigint as `bigint` (ids and cents), date as the civil date text, numeric as text.
 * JSON writes a bigint as a string of digits.
 */
export function installTypeParsers(): void {
  pg.types.setTypeParser(INT8, BigInt)
  pg.types.setTypeParser(DATE, (text) => text)
  Object.defineProperty(BigInt.prototype, 'toJSON', {
    configurable: true,
    value(this: bigint) {
      return this.toString()
    },
  })
}

/** The connection settings of one environment variable, in the parts that the query builder wants. */
export function poolConnection(variable: 'DATABASE_URL' | 'DATABASE_OWNER_URL') {
  const url = new URL(process.env[variable] ?? 'postgres://localhost/aqueduto')
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    application_name: 'aqueduto',
  }
}
