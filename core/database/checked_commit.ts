import { QueryClient } from '@adonisjs/lucid/database'
import type {
  QueryClientContract,
  TransactionClientContract,
  TransactionFn,
} from '@adonisjs/lucid/types/database'

type KnexTransaction = TransactionClientContract['knexClient']

/** The server ended the transaction by undoing it, because a statement in it had failed. */
export class NotCommitted extends Error {
  readonly code = 'E_DATABASE_NOT_COMMITTED'

  constructor() {
    super('The transaction was rolled back at its end: a statement in it had failed before')
  }
}

let isInstalled = false

/**
 * Makes a transaction whose COMMIT fails (a deferred constraint, a lost connection, a statement that failed unseen) fail for
 * its caller too. The query builder keeps such an error to itself: it settles the promise of the transaction with it, which
 * nothing above reads, and `commit` reports success.
 */
export function installCheckedCommit(): void {
  if (isInstalled) return
  isInstalled = true
  const open = QueryClient.prototype.transaction as (
    this: QueryClientContract,
    callback?: undefined,
    options?: object
  ) => Promise<TransactionClientContract>

  async function transaction(
    this: QueryClientContract,
    first?: TransactionFn | object,
    options?: object
  ): Promise<unknown> {
    const work = typeof first === 'function' ? (first as (tx: unknown) => unknown) : null
    const tx = await open.call(this, undefined, options ?? (work ? undefined : first))
    checkCommit(tx.knexClient)
    if (!work) return tx
    try {
      const result = await work(tx)
      if (!tx.isCompleted) await tx.commit()
      return result
    } catch (error) {
      await tx.rollback()
      throw error
    }
  }
  QueryClient.prototype.transaction = transaction as never
}

function checkCommit(tx: KnexTransaction): void {
  const commit = tx.commit.bind(tx) as (value?: unknown) => Promise<unknown>
  tx.commit = (async (value?: unknown) => {
    const answer = (await commit(value)) as { response?: { command?: string } } | undefined
    await tx.executionPromise
    if (answer?.response?.command === 'ROLLBACK') throw new NotCommitted()
    return answer
  }) as KnexTransaction['commit']
}
