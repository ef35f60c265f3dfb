import { readThrough } from '#core/archive/index'
import type { Tx } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { Dec } from '#core/money/index'
import type { Bridge, BridgeDocument, BridgeResult, BridgeScope, BridgeTerm } from './types.ts'

function remainderOf(terms: readonly BridgeTerm[]): Dec {
  return terms.reduce((sum, { sign, value }) => {
    const amount = Dec.of(value)
    return sign === '+' ? sum.plus(amount) : sum.minus(amount)
  }, Dec.ZERO)
}

/** Closes one bridge: left side minus right side must be nothing. */
export function closeBridge(
  bridge: Pick<Bridge, 'name' | 'title' | 'unit' | 'isOfMunicipality'>,
  terms: readonly BridgeTerm[]
): BridgeResult {
  const remainder = remainderOf(terms)
  return {
    name: bridge.name,
    title: bridge.title,
    unit: bridge.unit,
    isOfMunicipality: bridge.isOfMunicipality ?? false,
    terms,
    remainder: remainder.toString(),
    isClosed: remainder.isZero(),
    documents: [],
  }
}

const asked = new WeakMap<BridgeScope, Map<string, Promise<unknown>>>()

/** A sum that several bridges of one closing compare with: asked of the database once, by its name. */
export function oncePerClosing<T>(
  scope: BridgeScope,
  name: `${string}.${string}`,
  ask: () => Promise<T>
): Promise<T> {
  const known = asked.get(scope) ?? new Map<string, Promise<unknown>>()
  asked.set(scope, known)
  const answer = (known.get(name) as Promise<T> | undefined) ?? ask()
  known.set(name, answer)
  return answer
}

/** Documents of a bridge that are told; a remainder that more of them make is of another kind than theirs. */
export const MOST_DOCUMENTS = 200

/** Every bridge that the plugins contribute, for one group and month: all, or those of the group alone. */
export async function closeBridges(
  tx: Tx,
  wanted: BridgeScope,
  { ofGroup = false }: { readonly ofGroup?: boolean } = {}
): Promise<BridgeResult[]> {
  // Sums are kept by this object: another closing asks them anew.
  const scope = { ...wanted }
  const results: BridgeResult[] = []
  for (const bridge of registries().bridges.all()) {
    if (ofGroup && bridge.isOfMunicipality) continue
    const terms = await readThrough(tx, () => bridge.terms(tx, scope))
    const result = closeBridge(bridge, terms)
    const documents = result.isClosed ? [] : await documentsOf(tx, bridge, scope)
    results.push({ ...result, documents })
  }
  return results
}

async function documentsOf(
  tx: Tx,
  bridge: Bridge,
  scope: BridgeScope
): Promise<readonly BridgeDocument[]> {
  if (!bridge.documents) return []
  const documents = await readThrough(tx, () => bridge.documents!(tx, scope))
  return documents.slice(0, MOST_DOCUMENTS)
}
