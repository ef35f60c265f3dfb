/* Trying the rules with facts, in the browser, by the engine that the office uses. */
import { builder, compileRuleset, explainRuleset } from '#core/rules/browser'
import { withValue } from '../pointer.js'

export class Trial {
  /** Position of the example that the facts came from; null: the plainest facts. */
  source = null
  facts = {}
  lookups = {}
  /** What the person typed differs from where the facts came from. */
  isChanged = false
  #compiled = { content: null, ruleset: null }

  constructor(editor) {
    this.editor = editor
    const first = editor.studio.content?.examples?.[0]
    if (first?.facts) this.take(0, first)
    else this.takeSample()
  }

  /** Facts and look-ups of an example. */
  take(index, { facts, lookups }) {
    Object.assign(this, {
      source: index,
      facts,
      lookups: { ...this.editor.studio.data.lookups, ...lookups },
      isChanged: false,
    })
  }

  /** The plainest facts, with what is in force; look-ups that only examples bring come from the first that has them. */
  takeSample() {
    const examples = this.editor.studio.content?.examples ?? []
    const borrowed = Array.isArray(examples)
      ? examples.find((one) => one?.lookups)?.lookups
      : undefined
    const facts = builder.sampleOf(this.editor.decision.facts)
    Object.assign(this, {
      source: null,
      facts,
      lookups: { ...borrowed, ...this.editor.studio.data.lookups },
      isChanged: false,
    })
  }

  set(at, value) {
    this.facts = withValue(this.facts, at, value)
    this.isChanged = true
    this.editor.studio.redraw()
  }

  /** The answer with its explanation, or the reason why there is none. */
  run() {
    const { decision, content } = this.editor
    const started = performance.now()
    try {
      const { outcome, hits } = this.#ruleset(decision, content).evaluate(this.facts, this.lookups)
      const explanation = explainRuleset(decision, content, this.facts, this.lookups)
      return { outcome, hits, explanation, took: performance.now() - started }
    } catch (error) {
      if (typeof error.people !== 'string') throw error
      return { error, took: performance.now() - started }
    }
  }

  #ruleset(decision, content) {
    if (this.#compiled.content !== content)
      this.#compiled = { content, ruleset: compileRuleset(decision, content) }
    return this.#compiled.ruleset
  }
}
