import { formatDate, isCivilDate } from '#core/calendar/index'
import { loadPack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { canonicalJson } from '#core/database/index'
import { Dec, formatDecimal } from '#core/money/index'
import type { JsonSchema } from '#core/rules/index'
import { CUT_ORDERS } from '../../configuration/cut_parameter.ts'
import { cutEligibility } from '../../decisions/cut_eligibility.ts'
import type { CaseRow } from './case_row.ts'

/** A decision that was made, computed again from what it was made with. */
export interface ExplainedCase {
  readonly reason: string
  /** Title of the rule that answered. */
  readonly rule: string
  readonly because: string
  /** Whether the same facts and versions give the same answer again. */
  readonly isEqual: boolean
  readonly facts: readonly { readonly title: string; readonly value: string }[]
  /** The versions that decided, in words. */
  readonly configuration: string
}

/** Recomputes the eligibility of a case from its frozen facts and the versions of its pack. */
export async function explainCase(
  tx: Tx,
  row: Pick<CaseRow, 'pack_id' | 'facts' | 'rule' | 'because' | 'opened_on'>
): Promise<ExplainedCase> {
  const pack = await loadPack(row.pack_id, tx)
  const segment = pack.at(row.opened_on)
  const facts = JSON.parse(row.facts) as Readonly<Record<string, unknown>>
  const ruleset = segment.ruleset(cutEligibility.name)
  const { outcome, hits } = ruleset.evaluate(facts, segment.lookups)
  const rule = hits[0]?.rule ?? 'default'
  const { cut, reason } = outcome as unknown as { cut: boolean; reason: string }
  const decision = segment.version('ruleset', cutEligibility.name)
  const terms = segment.version('parameter', CUT_ORDERS)
  return {
    reason: reason.slice(0, 1).toUpperCase() + reason.slice(1),
    ...{ because: row.because, rule: rule === 'default' ? 'resposta geral' : rule },
    isEqual: cut && rule === row.rule && canonicalJson(facts as never) === row.facts,
    facts: factLines(cutEligibility.facts, facts),
    configuration: `${cutEligibility.title}, versão ${decision.number} (${decision.hash.slice(0, 12)}); Ordens de corte, versão ${terms.number} (${terms.hash.slice(0, 12)})`,
  }
}

function factLines(schema: JsonSchema, facts: Readonly<Record<string, unknown>>) {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    title: property.title ?? name,
    value: factText(property, facts[name]),
  }))
}

function factText(property: JsonSchema, value: unknown): string {
  if (value === null || value === undefined) return 'nenhum'
  if (typeof value === 'boolean') return value ? 'sim' : 'não'
  if (isCivilDate(value)) return formatDate(value)
  const place = property.enum?.indexOf(value) ?? -1
  if (place >= 0) return property.enumTitles?.[place] ?? String(value)
  if (property.format === 'decimal') return `R$ ${formatDecimal(Dec.of(String(value)), 2)}`
  return String(value)
}
