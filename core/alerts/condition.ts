import { knownEvents } from '#core/actions/index'
import type { Json, JsonObject } from '#core/database/index'
import {
  type CompiledRuleset,
  type Decision,
  type Expression,
  type RulesetContent,
  compileRuleset,
} from '#core/rules/index'
import type { ProgrammedAlert } from './alert_kind.ts'

const NOTHING: RulesetContent = { decision: '', rules: [], default: { tell: false }, examples: [] }

/** The question “is this event worth an alert?”, asked over the event's declared fields. */
export function alertDecision(event: string): Decision {
  const fields = Object.entries(knownEvents().get(event)?.fields ?? {})
  return {
    name: `alerts.${event.replace('.', '_')}`,
    title: 'Condição do alerta',
    facts: {
      type: 'object',
      additionalProperties: false,
      required: fields.map(([name]) => name),
      properties: Object.fromEntries(
        fields.map(([name, { title, type }]) => [
          name,
          { type: 'string', title, ...(type === 'decimal' ? { format: 'decimal' } : {}) },
        ])
      ),
    },
    outcome: {
      type: 'object',
      additionalProperties: false,
      required: ['tell'],
      properties: { tell: { type: 'boolean', title: 'Avisar' } },
    },
    hit: 'first',
    dates: [],
    ruleset: NOTHING,
  }
}

export const alertRuleset = ({ event, condition }: ProgrammedAlert): RulesetContent => ({
  decision: alertDecision(event).name,
  rules: [
    {
      id: 'condition',
      title: 'Condição',
      when: condition as Expression,
      then: { tell: true },
      because: 'Alerta programado',
    },
  ],
  default: { tell: false },
  examples: [],
})

const compiled = new Map<string, CompiledRuleset>()
const MOST_KEPT = 500

/** Whether the event is worth the alert. @throws RuleError when the condition cannot be answered. */
export function isMet(alert: ProgrammedAlert, payload: JsonObject): boolean {
  if (alert.condition === null) return true
  const key = `${alert.event} ${JSON.stringify(alert.condition)}`
  const ruleset =
    compiled.get(key) ?? compileRuleset(alertDecision(alert.event), alertRuleset(alert))
  if (compiled.size > MOST_KEPT) compiled.clear()
  compiled.set(key, ruleset)
  const fields = Object.keys(knownEvents().get(alert.event)?.fields ?? {})
  const facts = Object.fromEntries(fields.map((name) => [name, factOf(payload[name])]))
  return (ruleset.evaluate(facts).outcome as { readonly tell: boolean }).tell
}

const factOf = (value: Json | undefined) =>
  value === null || value === undefined ? '' : String(value)
