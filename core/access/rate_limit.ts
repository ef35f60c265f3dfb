import { Limiter } from '@adonisjs/limiter'
import LimiterDatabaseStore from '@adonisjs/limiter/stores/database'
import db from '@adonisjs/lucid/services/db'
import { errors } from './errors.ts'

/** Requests of one address: a whole office may share it, so the blocks of single persons are the finer sieve. */
const LIMITS = {
  sign_in: { requests: 60, duration: '5 mins', blockDuration: '5 mins' },
  // Papers that anybody may check by their code.
  public_check: { requests: 30, duration: '5 mins', blockDuration: '5 mins' },
  wrong_keys: { requests: 20, duration: '5 mins', blockDuration: '5 mins' },
} as const

const TABLE = 'access_rate_limits'

interface Asked {
  readonly what: keyof typeof LIMITS
  readonly address: string
}

/** Counters stand in the database, so that every process of the installation counts together; made anew with its connection. */
const made = new WeakMap<object, Map<Asked['what'], Limiter>>()

function limiterOf(what: Asked['what']): Limiter {
  const connection = db.connection()
  const client = connection.getWriteClient()
  const known = made.get(client) ?? new Map<Asked['what'], Limiter>()
  made.set(client, known)
  const options = { ...LIMITS[what], tableName: TABLE, clearExpiredByTimeout: true }
  const limiter = known.get(what) ?? new Limiter(new LimiterDatabaseStore(connection, options))
  known.set(what, limiter)
  return limiter
}

/** Counts one request. @throws BusinessError E_ACCESS_TOO_MANY */
export async function countRequest({ what, address }: Asked): Promise<void> {
  const limiter = limiterOf(what)
  const key = `${what}_${address}`
  const passed = await limiter.attempt(key, () => true)
  if (!passed) throw tooMany({ what, address }, await limiter.availableIn(key))
}

/** Runs work whose failures are counted, and not its successes. @throws BusinessError E_ACCESS_TOO_MANY */
export async function penalise<T>({ what, address }: Asked, work: () => Promise<T>): Promise<T> {
  const [refusal, result] = await limiterOf(what).penalize(`${what}_${address}`, work)
  if (refusal) throw tooMany({ what, address }, refusal.response.availableIn)
  return result
}

const tooMany = ({ what, address }: Asked, seconds: number) =>
  errors.E_ACCESS_TOO_MANY({ what, address, seconds })
