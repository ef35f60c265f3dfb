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
  /** It compares the whole municipality, which has a closing of its own: no month of a group waits for it. */
  readonly isOfMunicipality?: true
  terms(tx: Tx, scope: BridgeScope): Promise<readonly BridgeTerm[]>
  /**
   * The documents whose own terms do not add up, by one query for all of them and at most `MOST_DOCUMENTS`: asked for only when there
   * is a remainder.
   */
  documents?(tx: Tx, scope: BridgeScope): Promise<readonly BridgeDocument[]>
}

/** One document behind a remainder: what its terms come to, and what it says. */
export interface BridgeDocument {
  /** In Portuguese: `Fatura 202600000123`. */
  readonly title: string
  /** Where it is looked at; null where it has no page. */
  readonly path: string | null
  /** In the unit of the bridge, as terms are. */
  readonly left: string | bigint
  readonly right: string | bigint
}

export interface BridgeResult {
  readonly name: string
  readonly title: string
  readonly unit: Bridge['unit']
  readonly isOfMunicipality: boolean
  readonly terms: readonly BridgeTerm[]
  /** Left side minus right side; zero when everything is explained. */
  readonly remainder: string
  readonly isClosed: boolean
  /** Of an open one, what makes the remainder, as far as the bridge can tell it by document. */
  readonly documents: readonly BridgeDocument[]
}
