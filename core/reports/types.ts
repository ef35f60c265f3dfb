import type { RefMonth } from '#core/calendar/index'
import type { Tx } from '#core/database/index'

export interface BridgeScope {
  readonly municipalityId: bigint
  readonly billingGroupId: bigint
  readonly reference: RefMonth
}

export interface BridgeTerm {
  readonly name: string
  /** In Portuguese: `Faturado no mês`. */
  readonly label: string
  /** `+` adds to the left side, `-` takes from it, `=` is the right side that the sum must meet. */
  readonly sign: '+' | '-' | '='
  /** m³ as decimal text; cents and counts as bigint. */
  readonly value: string | bigint
}

/**
 * One conservation check: named terms that must close (DECISIONS 48). Only an unexplained remainder blocks a closing; what
 * is parked or late is a term of its own.
 */
export interface Bridge {
  readonly name: `${string}.${string}`
  readonly title: string
  readonly unit: 'm3' | 'cents' | 'count'
  terms(tx: Tx, scope: BridgeScope): Promise<readonly BridgeTerm[]>
}

export interface BridgeResult {
  readonly name: string
  readonly title: string
  readonly unit: Bridge['unit']
  readonly terms: readonly BridgeTerm[]
  /** Left side minus right side; zero when everything is explained. */
  readonly remainder: string
  readonly isClosed: boolean
}
